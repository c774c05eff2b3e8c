import { ChangeDetectionStrategy, Component, input, TemplateRef, contentChild, Directive, inject } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { RouterLink } from '@angular/router';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import type { KeptResource } from '../../../core/keep-last';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { TENANT } from '../tenants.strings';

/** What a part shows once it is read: `<ng-template [ocPart]="read" let-now>`; `ocPart` gives `now` its type. */
@Directive({ selector: 'ng-template[ocPart]' })
export class PartContent<T> {
  readonly ocPart = input.required<KeptResource<T>>();
  readonly template = inject<TemplateRef<{ $implicit: T }>>(TemplateRef);

  static ngTemplateContextGuard<T>(_part: PartContent<T>, _context: unknown): _context is { $implicit: T } {
    return true;
  }
}

/** A part of a tenant's page that is read by itself: on its way, missing, refused, failed, stale, or there. */
@Component({
  selector: 'oc-tenant-part',
  imports: [NgTemplateOutlet, OvButton, OvEmpty, OvSkeleton, Problem, RouterLink, Stale],
  template: `
    @if (read().problem(); as problem) {
      @if (problem.isMissing) {
        <ov-empty icon="tenants" [heading]="words.notFound" [text]="words.notFoundText">
          <a ov-button routerLink="/tenants">{{ words.allTenants }}</a>
        </ov-empty>
      } @else {
        <oc-problem [problem]="problem" (retry)="read().reload()" />
      }
    } @else if (read().value() !== undefined) {
      @if (read().stale(); as stale) {
        <oc-stale class="oc-inset" [of]="stale" (retry)="read().reload()" />
      }
      <ng-container [ngTemplateOutlet]="content().template" [ngTemplateOutletContext]="{ $implicit: read().value() }" />
    } @else {
      <ov-skeleton [lines]="5" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPart {
  readonly read = input.required<KeptResource<unknown>>();
  protected readonly content = contentChild.required(PartContent);
  protected readonly words = TENANT;
}

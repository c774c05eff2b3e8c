import { ChangeDetectionStrategy, Component, input, TemplateRef, contentChild, Directive, inject } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import type { KeptResource } from '../../../core/keep-last';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { TenantMissing } from './tenant-missing';

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
  imports: [NgTemplateOutlet, OvSkeleton, Problem, Stale, TenantMissing],
  template: `
    @if (read().problem(); as problem) {
      @if (problem.isMissing) {
        <oc-tenant-missing />
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
}

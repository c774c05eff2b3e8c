import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, Directive, TemplateRef, computed, contentChild, inject, input } from '@angular/core';
import type { ApiResource } from '../core/api-resource';
import { OvDenied, OvError, OvSkeleton } from './states';

/** The data part of an `ov-async`: `<ng-template [ovReady]="agents" let-page>`; `page` has the resource's type. */
@Directive({ selector: 'ng-template[ovReady]' })
export class OvReady<T> {
  readonly ovReady = input.required<ApiResource<T>>();
  readonly template = inject<TemplateRef<{ $implicit: T }>>(TemplateRef);

  static ngTemplateContextGuard<T>(_directive: OvReady<T>, _context: unknown): _context is { $implicit: T } {
    return true;
  }
}

/**
 * One place for the four states every read has. The last good data stays while more is fetched; a refusal by role is not an error.
 * The empty state belongs to the page: only it knows what to say.
 */
@Component({
  selector: 'ov-async',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, OvDenied, OvError, OvSkeleton],
  host: { '[attr.aria-busy]': 'of().isLoading() ? "true" : null' },
  template: `
    @if (of().problem(); as problem) {
      @if (problem.isDenied) {
        <ov-denied />
      } @else {
        <ov-error [problem]="problem" (retry)="of().reload()" />
      }
    } @else if (ready(); as now) {
      <ng-container [ngTemplateOutlet]="now.template" [ngTemplateOutletContext]="now.context" />
    } @else {
      <ov-skeleton [lines]="lines()" [kind]="kind()" />
    }
  `,
})
export class OvAsync<T> {
  readonly of = input.required<ApiResource<T>>();
  readonly lines = input(6);
  readonly kind = input<'line' | 'block'>('line');
  private readonly part = contentChild.required<OvReady<T>>(OvReady);

  protected readonly ready = computed(() => {
    const value = this.of().value();
    return value === undefined ? null : { template: this.part().template, context: { $implicit: value } };
  });
}

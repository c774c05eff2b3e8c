import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input } from '@angular/core';
import { OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import type { KeptResource } from '../../../core/keep-last';
import { PageKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { SYSTEM } from '../system.strings';

/**
 * A page that looks again by itself: its head with the moment it shows and another look, and what its read can be. Takes `[ocControls]` (what
 * to look at, shown also while nothing is there) and the page itself, once it is there. Answers the key for another look.
 */
@Component({
  selector: 'oc-system-page',
  imports: [OvCard, OvPageHeader, OvSkeleton, Problem, Refresh, Stale],
  template: `
    <ov-page-header [heading]="heading()" [text]="text()">
      <oc-refresh ovHeaderActions [isLoading]="read().isLoading()" (refreshed)="read().reload()" />
    </ov-page-header>
    <ng-content select="[ocControls]" />
    @if (read().problem(); as problem) {
      <ov-card isFlush><oc-problem [problem]="problem" (retry)="read().reload()" /></ov-card>
    } @else if (read().value() !== undefined) {
      <div class="oc-stack">
        @if (read().stale(); as stale) {
          <oc-stale [of]="stale" (retry)="read().reload()" />
        }
        <ng-content />
      </div>
    } @else {
      <ov-skeleton kind="block" [lines]="4" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SystemPage {
  readonly heading = input.required<string>();
  readonly intro = input.required<string>();
  readonly read = input.required<KeptResource<{ readonly asOf: string }>>();

  protected readonly text = computed(() => {
    const now = this.read().value();
    return now ? `${this.intro()} ${SYSTEM.asOf(utcExact(now.asOf))}` : this.intro();
  });

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.read().reload() }, inject(DestroyRef));
  }
}

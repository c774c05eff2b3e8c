import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input } from '@angular/core';
import { OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import type { KeptResource } from '../../../core/keep-last';
import { PageKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { SYSTEM } from '../system.strings';

/**
 * A page that looks again by itself: its head with the moment it shows and another look, and what its read can be. Takes `[ocControls]` (what
 * to look at, shown also while nothing is there) and the page itself, once it is there. Answers the key for another look.
 */
@Component({
  selector: 'oc-system-page',
  imports: [OvButton, OvCard, OvIcon, OvPageHeader, OvSkeleton, Problem, Stale],
  template: `
    <ov-page-header [heading]="heading()" [text]="text()">
      <button ovHeaderActions ov-button type="button" size="s" [isLoading]="read().isLoading()" (click)="read().reload()">
        <ov-icon name="retry" /><span>{{ refresh }}</span>
      </button>
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

  protected readonly refresh = STRINGS.list.refresh;
  protected readonly text = computed(() => {
    const now = this.read().value();
    return now ? `${this.intro()} ${SYSTEM.asOf(utcExact(now.asOf))}` : this.intro();
  });

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.read().reload() }, inject(DestroyRef));
  }
}

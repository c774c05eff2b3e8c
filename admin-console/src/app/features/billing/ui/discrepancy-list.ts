import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Discrepancy } from '@orbisvoice/shared-dto';
import { OvLoadMore } from '@orbisvoice/shared-ui/data';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { listedChanges } from '../../../core/field-changes';
import { FieldDiff } from '../../../ui/field-diff';
import { StripeLink } from '../../../ui/stripe-link';
import { DISCREPANCY_NAMES, OBJECT_NAMES, RECONCILIATION } from '../reconciliation.strings';

/** As many are drawn at once: a run after a long silence may have found thousands. */
const STEP = 50;

/** Where our rows and Stripe disagreed, what could not be repaired first, each with its fields. */
@Component({
  selector: 'oc-discrepancies',
  imports: [FieldDiff, OvBadge, OvLoadMore, RouterLink, StripeLink],
  templateUrl: './discrepancy-list.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DiscrepancyList {
  readonly items = input.required<readonly Discrepancy[]>();

  protected readonly words = RECONCILIATION;
  protected readonly kinds = DISCREPANCY_NAMES;
  protected readonly objects = OBJECT_NAMES;
  /** Starts over with the list of another run, and not because the same run was read once more. */
  private readonly limit = linkedSignal({ source: () => this.items()[0]?.id, computation: () => STEP });
  private readonly sorted = computed(() => [...this.items()].sort((a, b) => Number(a.isRepaired) - Number(b.isRepaired)));
  protected readonly rows = computed(() =>
    this.sorted()
      .slice(0, this.limit())
      .map((item) => ({ ...item, changes: listedChanges(item.differences, `${item.object} ${item.objectId}: `) })),
  );
  /** Whether it comes in pieces; the line below stays when all are there, for the keyboard to be somewhere. */
  protected readonly isLong = computed(() => this.items().length > STEP);
  protected readonly isCut = computed(() => this.items().length > this.limit());

  protected more(): void {
    this.limit.update((now) => now + STEP);
  }
}

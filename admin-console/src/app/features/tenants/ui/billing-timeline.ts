import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { OvLoadMore } from '@orbisvoice/shared-ui/data';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { StripeLink } from '../../../ui/stripe-link';
import { UtcTime } from '../../../ui/utc-time';
import { TENANT_BILLING as WORDS, TIMELINE_NAMES, type TimelineKind } from '../tenant-billing.strings';
import { timelineDays, type TimelineEntry, timelineRow } from '../timeline-rows';

/** As many as the API gives at most: then there may be older ones. */
const GIVEN = 200;
const STEP = 50;
const KINDS: readonly TimelineKind[] = ['stripe_event', 'invoice', 'attempt', 'refund', 'dispute', 'mrr', 'audit'];

/** Everything that happened to a tenant's billing, newest first, by day. */
@Component({
  selector: 'oc-billing-timeline',
  imports: [FilterTabs, OvBadge, OvLoadMore, RouterLink, StripeLink, UtcTime],
  templateUrl: './billing-timeline.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingTimeline {
  readonly billing = input.required<AdminTenantBilling>();
  readonly tenantId = input.required<string>();
  /** The kind to show; empty for all. */
  readonly kind = input.required<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  protected readonly words = WORDS;
  protected readonly names = TIMELINE_NAMES;
  private readonly limit = linkedSignal({ source: this.kind, computation: () => STEP });
  private readonly all = computed(() => this.billing().timeline);
  protected readonly tabs = computed<readonly FilterTab[]>(() => [
    { value: '', label: WORDS.all, count: this.all().length },
    ...KINDS.map((kind) => ({
      value: kind,
      label: TIMELINE_NAMES[kind].label,
      count: this.all().filter((entry) => entry.kind === kind).length,
    })),
  ]);
  protected readonly chosen = computed(() => this.all().filter((entry) => !this.kind() || entry.kind === this.kind()));
  protected readonly shown = computed(() => this.chosen().slice(0, this.limit()));
  protected readonly days = computed(() => timelineDays(this.shown().map((entry) => timelineRow(entry, this.billing().dashboardUrl))));
  protected readonly isCut = computed(() => this.chosen().length > this.limit());
  /** What is said when there may be more than the API gave. */
  protected readonly older = computed(() => (this.all().length >= GIVEN ? WORDS.timelineCut(formatNumber(this.all().length)) : null));

  /** With the last piece the button goes away: the first entry that it brought is next. */
  protected more(): void {
    const before = this.limit();
    this.limit.set(before + STEP);
    if (!this.isCut()) afterNextRender({ write: () => this.focusEntry(before) }, { injector: this.injector });
  }

  /** A movement of the MRR is a change, and shows its sign. */
  protected amount({ kind, amount, currency }: TimelineEntry): string | null {
    if (amount === null || currency === null) return null;
    return `${kind === 'mrr' && amount > 0 ? '+' : ''}${formatMoney(amount, currency)}`;
  }

  private focusEntry(place: number): void {
    const entry = this.host.querySelectorAll<HTMLElement>('.oc-moment')[place];
    (entry?.querySelector<HTMLElement>('a') ?? entry)?.focus();
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { ListHead } from '../../../ui/list-head';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { EVENTS } from '../events.strings';
import { EventsStore, REPLAY_MAX } from '../events.store';
import { EventFilters } from '../ui/event-filters';
import { EventTable } from '../ui/event-table';
import { ReplayDialog } from '../ui/replay-dialog';
import { StatusTabs } from '../ui/status-tabs';
import { WebhookPulse } from '../ui/webhook-pulse';

/** What Stripe sent: filters live in the address, rows open, ticked ones can be worked once more. */
@Component({
  selector: 'oc-events-page',
  imports: [
    EventFilters,
    EventTable,
    ListHead,
    OvButton,
    OvCard,
    OvIcon,
    OvKeysetPart,
    OvNotice,
    Problem,
    ReplayDialog,
    Stale,
    StatusTabs,
    WebhookPulse,
  ],
  providers: [EventsStore],
  templateUrl: './events.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventsPage {
  protected readonly words = EVENTS;
  protected readonly filterWords = STRINGS.filters;
  protected readonly store = inject(EventsStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly filter = this.store.filter;
  protected readonly listWords = computed(() => ({ ...EVENTS, ...(this.store.scope() !== null && EVENTS.emptyOfTenant) }));
  protected readonly tooMany = EVENTS.tooMany(inject(REPLAY_MAX));
  protected readonly pulse = computed(() => (this.store.reconciliation.problem() ? undefined : this.store.reconciliation.value()?.pulse));
  /** The events of the open dialog; empty while it is closed. */
  protected readonly replaying = signal<readonly string[]>([]);

  constructor() {
    offerListKeys(() => this.store.reload());
  }

  /** After a real replay the failed ones stay ticked, for the next try. */
  protected replayed(failed: readonly string[] | null): void {
    this.replaying.set([]);
    if (failed === null) return;
    this.store.select(failed);
    this.store.reload();
  }
}

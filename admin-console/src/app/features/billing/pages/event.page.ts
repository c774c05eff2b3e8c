import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { DetailPage } from '../../../ui/detail-page';
import { EVENT_STATUS_NAMES, EVENT_STATUS_TONES } from '../billing.strings';
import { EventStore } from '../event.store';
import { EVENT } from '../events.strings';
import { EventFacts } from '../ui/event-facts';
import { JsonView } from '../../../ui/json-view';
import { ReplayDialog } from '../ui/replay-dialog';

/** One event: what it says, what became of it, and once more. */
@Component({
  selector: 'oc-event-page',
  imports: [DetailPage, EventFacts, JsonView, OvBadge, OvButton, OvCard, OvIcon, OvNotice, ReplayDialog],
  providers: [EventStore],
  templateUrl: './event.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = EVENT;
  protected readonly names = EVENT_STATUS_NAMES;
  protected readonly tones = EVENT_STATUS_TONES;
  protected readonly store = inject(EventStore);
  protected readonly read = this.store.event;
  protected readonly isReplaying = signal(false);
  protected readonly heading = computed(() => this.read.value()?.type ?? EVENT.loading);
  protected readonly ids = computed(() => [this.id()]);

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected replayed(failed: readonly string[] | null): void {
    this.isReplaying.set(false);
    if (failed !== null) this.read.reload();
  }
}

import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { APP_NAME } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { Problem } from '../../../ui/problem';
import { EVENT_STATUS_NAMES, EVENT_STATUS_TONES } from '../billing.strings';
import { EventStore } from '../event.store';
import { EVENT } from '../events.strings';
import { EventFacts } from '../ui/event-facts';
import { JsonView } from '../ui/json-view';
import { ReplayDialog } from '../ui/replay-dialog';

/** One event: what it says, what became of it, and once more. */
@Component({
  selector: 'oc-event-page',
  imports: [
    EventFacts,
    JsonView,
    OvBadge,
    OvButton,
    OvCard,
    OvEmpty,
    OvIcon,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    Problem,
    ReplayDialog,
    RouterLink,
  ],
  providers: [EventStore],
  templateUrl: './event.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = EVENT;
  protected readonly refresh = STRINGS.list.refresh;
  protected readonly names = EVENT_STATUS_NAMES;
  protected readonly tones = EVENT_STATUS_TONES;
  protected readonly store = inject(EventStore);
  protected readonly read = this.store.event;
  protected readonly isReplaying = signal(false);
  protected readonly ids = computed(() => [this.id()]);

  constructor() {
    const title = inject(Title);
    const app = inject(APP_NAME);
    effect(() => this.store.id.set(this.id()));
    effect(() => {
      const type = this.read.value()?.type;
      if (type) title.setTitle(`${type} · ${EVENT.back} · ${app}`);
    });
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }

  protected replayed(failed: readonly string[] | null): void {
    this.isReplaying.set(false);
    if (failed !== null) this.read.reload();
  }
}

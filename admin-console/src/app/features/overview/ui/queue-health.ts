import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminOverview } from '@orbisvoice/shared-dto';
import { utcClock } from '../../../core/dates';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, type Tone } from '@orbisvoice/shared-ui/ui';
import { OVERVIEW } from '../overview.strings';

interface Verdict {
  readonly tone: Tone;
  readonly state: string;
}

/** What waits and what has failed. Waiting is normal; failing never is. */
@Component({
  selector: 'oc-queue-health',
  imports: [OvBadge, RouterLink],
  template: `
    <ul class="oc-health" role="list">
      @for (row of rows(); track row.label) {
        <li>
          <span>{{ row.label }}</span>
          <b>
            <a [routerLink]="row.link" [queryParams]="row.query">{{ number(row.count) }}</a>
          </b>
          <ov-badge [tone]="row.tone">{{ row.state }}</ov-badge>
          <small>{{ row.hint }}</small>
        </li>
      }
    </ul>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueueHealth {
  readonly queues = input.required<AdminOverview['queues']>();
  readonly webhooks = input.required<AdminOverview['webhooks']>();

  protected readonly number = formatNumber;
  protected readonly rows = computed(() => {
    const words = OVERVIEW.queues;
    const { outboxPending, oldestPendingAt, emailsFailed, stripeEventsFailed, stripeEventsDead } = this.queues();
    const { lastEventAt, isSilent, backlog } = this.webhooks();
    const ok: Verdict = { tone: 'success', state: words.ok };
    const waiting: Verdict = { tone: 'info', state: words.waiting };
    const failed = (count: number): Verdict => (count > 0 ? { tone: 'danger', state: words.attention } : ok);
    const heard: Verdict = isSilent ? { tone: 'danger', state: words.silent } : backlog > 0 ? waiting : ok;
    const oldest = oldestPendingAt === null ? '' : ` ${words.oldest(utcClock(oldestPendingAt))}.`;
    return [
      {
        label: words.outboxPending,
        hint: `${words.outboxHint}${oldest}`,
        count: outboxPending,
        link: '/system/queues',
        query: {},
        ...(outboxPending > 0 ? waiting : ok),
      },
      {
        label: words.emailsFailed,
        hint: words.emailsHint,
        count: emailsFailed,
        link: '/emails',
        query: { status: 'failed' },
        ...failed(emailsFailed),
      },
      {
        label: words.stripeFailed,
        hint: words.stripeHint,
        count: stripeEventsFailed,
        link: '/billing/events',
        query: { status: 'failed' },
        ...failed(stripeEventsFailed),
      },
      {
        label: words.stripeDead,
        hint: words.stripeDeadHint,
        count: stripeEventsDead,
        link: '/billing/events',
        query: { status: 'dead' },
        ...failed(stripeEventsDead),
      },
      {
        label: words.webhooks,
        hint: lastEventAt === null ? words.noEvent : words.lastEvent(utcClock(lastEventAt)),
        count: backlog,
        link: '/billing/events',
        query: {},
        ...heard,
      },
    ];
  });
}

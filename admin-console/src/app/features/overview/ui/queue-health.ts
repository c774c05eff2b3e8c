import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AdminOverview } from '@orbisvoice/shared-dto';
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
  imports: [OvBadge],
  template: `
    <ul class="oc-health" role="list">
      @for (row of rows(); track row.label) {
        <li>
          <span>{{ row.label }}</span>
          <b>{{ number(row.count) }}</b>
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

  protected readonly number = formatNumber;
  protected readonly rows = computed(() => {
    const words = OVERVIEW.queues;
    const { outboxPending, emailsFailed, stripeEventsFailed } = this.queues();
    const ok: Verdict = { tone: 'success', state: words.ok };
    const waiting: Verdict = { tone: 'info', state: words.waiting };
    const failed = (count: number): Verdict => (count > 0 ? { tone: 'danger', state: words.attention } : ok);
    return [
      {
        label: words.outboxPending,
        hint: words.outboxHint,
        count: outboxPending,
        ...(outboxPending > 0 ? waiting : ok),
      },
      { label: words.emailsFailed, hint: words.emailsHint, count: emailsFailed, ...failed(emailsFailed) },
      { label: words.stripeFailed, hint: words.stripeHint, count: stripeEventsFailed, ...failed(stripeEventsFailed) },
    ];
  });
}

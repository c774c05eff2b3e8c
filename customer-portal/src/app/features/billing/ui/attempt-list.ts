import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { PaymentAttempt } from '@orbisvoice/shared-dto';
import type { PaymentAttemptOutcome } from '@orbisvoice/shared-dto/values';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvIcon, type IconName } from '@orbisvoice/shared-ui/ui';
import { N, declineText } from '../notices.strings';

const ICONS: Readonly<Record<PaymentAttemptOutcome, IconName>> = { failed: 'close', action_required: 'shield', paid: 'check' };

/** The tries to collect an invoice as a line of time, oldest first, and what comes next. */
@Component({
  selector: 'ov-attempt-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvDatePipe, OvIcon],
  template: `
    <ol class="timeline" role="list" [attr.aria-label]="label()">
      @for (attempt of attempts(); track attempt.attempt) {
        <li [attr.data-outcome]="attempt.outcome">
          <ov-icon [name]="icons[attempt.outcome]" />
          <span>
            <time [attr.datetime]="attempt.at">{{ attempt.at | ovDate: 'time' }}</time>
            · {{ s.outcomes[attempt.outcome] }}{{ reason(attempt) }}
          </span>
        </li>
      }
      @if (next(); as text) {
        <li data-outcome="next">
          <ov-icon name="clock" /><span>{{ text }}</span>
        </li>
      }
    </ol>
  `,
})
export class AttemptList {
  readonly attempts = input.required<readonly PaymentAttempt[]>();
  readonly label = input.required<string>();
  readonly next = input<string | null>(null);
  protected readonly s = N;
  protected readonly icons = ICONS;

  protected reason({ reason }: PaymentAttempt): string {
    const text = declineText(reason);
    return text ? `: ${text}` : '';
  }
}

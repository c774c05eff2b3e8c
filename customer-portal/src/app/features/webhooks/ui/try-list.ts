import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { WebhookTry } from '@orbisvoice/shared-dto';
import { OvDatePipe, OvMillisecondsPipe } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { P, TRY_ERRORS } from '../deliveries.strings';
import { outcomeInWords } from '../webhook-words';

/** Every request that was made for a message, the latest first: when, how long, what came of it. */
@Component({
  selector: 'ov-try-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvDatePipe, OvMillisecondsPipe],
  template: `
    <ol class="hook-tries" role="list">
      @for (one of tries(); track one.number) {
        <li>
          <div class="ov-spread">
            <span class="ov-row">
              <b>{{ p.number(one.number) }}</b>
              <ov-badge [tone]="one.error ? 'danger' : 'success'">{{ outcome(one) }}</ov-badge>
            </span>
            <span class="ov-small ov-muted"
              ><time [attr.datetime]="one.at">{{ one.at | ovDate: 'exact' }}</time
              >, {{ p.took(one.durationMs | ovMilliseconds) }}</span
            >
          </div>
          @if (one.error; as error) {
            <p class="ov-small">{{ errors[error].text }}</p>
          }
          @if (one.answer) {
            <details>
              <summary class="ov-small">{{ p.answer }}</summary>
              <code class="ov-code hook-answer">{{ one.answer }}</code>
            </details>
          }
        </li>
      } @empty {
        <li class="ov-muted ov-small">{{ p.noTries }}</li>
      }
    </ol>
    @if (total() > tries().length) {
      <p class="ov-small ov-muted">{{ p.older(tries().length) }}</p>
    }
  `,
})
export class TryList {
  readonly tries = input.required<readonly WebhookTry[]>();
  /** How many there were; not all of them are kept on screen. */
  readonly total = input.required<number>();
  protected readonly p = P;
  protected readonly errors = TRY_ERRORS;
  protected readonly outcome = outcomeInWords;
}

import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { startOfDay } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { R } from '../deliveries.strings';
import { WebhooksApi } from '../webhooks.api';

const HOUR_MS = 3_600_000;
const SPANS = ['1', '24', '72', '168', '720', 'day'] as const;

/** Since when what failed is sent again. */
@Component({
  selector: 'ov-replay-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="s.heading" (closed)="closed.emit()">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="send()">
        <ov-form-problem [state]="state" />
        <p>{{ s.text }}</p>
        <ov-field [label]="s.since" [error]="state.error('since')">
          <select [ovControl]="state" name="span">
            @for (span of spans; track span) {
              <option [value]="span" [selected]="span === state.value().span">{{ s.spans[span] }}</option>
            }
          </select>
        </ov-field>
        @if (state.value().span === 'day') {
          <ov-field [label]="s.day" [hint]="s.dayHint(zone)">
            <input [ovControl]="state" name="day" type="date" required />
          </ov-field>
        }
        <div class="ov-dialog-actions">
          <button ov-button variant="strong" [isLoading]="state.isBusy()">
            <span>{{ s.send }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
})
export class ReplayDialog {
  readonly endpointId = input.required<string>();
  readonly closed = output<void>();
  /** How many are on their way again. */
  readonly replayed = output<number>();

  protected readonly s = R;
  protected readonly spans = SPANS;
  protected readonly zone = inject(SessionStore).timeZone();
  protected readonly state = new FormState({ span: '24', day: '' });
  private readonly api = inject(WebhooksApi);
  private readonly clock = inject(Clock);

  protected async send(): Promise<void> {
    const done = await this.state.submit(({ span, day }) => this.api.replayFailed(this.endpointId(), { since: this.since(span, day) }));
    if (done) this.replayed.emit(done.answer.replayed);
  }

  private since(span: string, day: string): string {
    if (span === 'day') return startOfDay(day, this.zone);
    return new Date(this.clock.now() - Number(span) * HOUR_MS).toISOString();
  }
}

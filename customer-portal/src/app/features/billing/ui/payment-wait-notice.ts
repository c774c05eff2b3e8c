import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { C } from '../change.strings';
import type { WaitPhase } from '../payment-wait.store';

/** How the wait for a payment's confirmation stands. */
@Component({
  selector: 'ov-payment-wait-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvNotice],
  template: `
    @switch (phase()) {
      @case ('waiting') {
        <ov-notice>
          <b>{{ s.heading }}</b>
          <span class="ov-row"><span class="ov-spinner" aria-hidden="true"></span>{{ s.text }}</span>
        </ov-notice>
      }
      @case ('slow') {
        <ov-notice>
          <b>{{ s.heading }}</b>
          <span class="ov-row"><span class="ov-spinner" aria-hidden="true"></span>{{ s.slow }}</span>
          <button ov-button type="button" size="s" (click)="stop.emit()">{{ s.stop }}</button>
        </ov-notice>
      }
      @case ('gave_up') {
        <ov-notice tone="warning">
          <span>{{ s.gaveUp }}</span>
          <span class="ov-row">
            <button ov-button type="button" size="s" (click)="check.emit()">{{ s.check }}</button>
            <button ov-button type="button" size="s" variant="ghost" (click)="stop.emit()">{{ s.stop }}</button>
          </span>
        </ov-notice>
      }
    }
  `,
})
export class PaymentWaitNotice {
  readonly phase = input.required<WaitPhase>();
  readonly check = output<void>();
  readonly stop = output<void>();
  protected readonly s = C.wait;
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';

/** Says that what was asked for cannot be shown, and what the server said about its fields. */
@Component({
  selector: 'oc-fault-notice',
  imports: [OvNotice],
  template: `
    <ov-notice tone="warning">
      <p>
        <b>{{ heading() }}</b>
      </p>
      <p>{{ fault() }}</p>
    </ov-notice>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FaultNotice {
  readonly heading = input.required<string>();
  /** What `fieldFaults` found. */
  readonly fault = input.required<string>();
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { AlertStep } from '@orbisvoice/shared-dto';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { ALERT, CHANNEL_NAMES, DELIVERY_NAMES, STEP_NAMES, STEP_TONES } from '../alerts.strings';

/** What happened to an alert, who did it and who was told, oldest first. */
@Component({
  selector: 'oc-alert-steps',
  imports: [OvBadge, UtcTime],
  template: `
    <ol class="oc-steps" role="list">
      @for (step of steps(); track step.id) {
        <li>
          <ov-badge [tone]="tones[step.kind]">{{ names[step.kind] }}</ov-badge>
          <span class="oc-step-time ov-mono"><oc-utc-time [at]="step.at" /></span>
          <span class="oc-step-what">
            {{ step.byName ?? words.rules }}
            @if (step.note; as note) {
              <br />{{ note }}
            }
            @for (told of step.told; track told.channel) {
              <br /><span class="ov-muted">{{ words.told(channels[told.channel], states[told.status]) }}</span>
            }
          </span>
        </li>
      }
    </ol>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertSteps {
  readonly steps = input.required<readonly AlertStep[]>();

  protected readonly words = ALERT;
  protected readonly names = STEP_NAMES;
  protected readonly tones = STEP_TONES;
  protected readonly channels = CHANNEL_NAMES;
  protected readonly states = DELIVERY_NAMES;
}

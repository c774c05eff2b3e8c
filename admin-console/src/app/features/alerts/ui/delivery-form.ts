import { ChangeDetectionStrategy, Component, effect, input, untracked } from '@angular/core';
import type { AlertSettings, ChangeAlertSettings } from '@orbisvoice/shared-dto';
import { ALERT_LEVELS } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { LEVEL_NAMES } from '../alerts.strings';
import { DELIVERY } from '../rules.strings';

const EMPTY = { emailFrom: '', webhookFrom: '', digestMinutes: '', webhookUrl: '' };

/** Who is told, and from which severity on. */
@Component({
  selector: 'oc-delivery-form',
  imports: [OvButton, OvControl, OvField, OvForm, OvFormProblem],
  template: `
    <form class="oc-dialog-form" [ovForm]="form" (ovSubmit)="submit()">
      <ov-form-problem [state]="form" />
      <div class="oc-form-pair">
        <ov-field [label]="words.email" [hint]="words.emailHint(settings().recipients)">
          <select [ovControl]="form" name="emailFrom">
            @for (level of levels; track level.value) {
              <option [value]="level.value" [selected]="level.value === form.value().emailFrom">{{ level.label }}</option>
            }
          </select>
        </ov-field>
        <ov-field [label]="words.digest">
          <input [ovControl]="form" name="digestMinutes" type="number" min="1" max="1440" step="1" required />
        </ov-field>
        <ov-field [label]="words.webhook">
          <select [ovControl]="form" name="webhookFrom">
            @for (level of levels; track level.value) {
              <option [value]="level.value" [selected]="level.value === form.value().webhookFrom">{{ level.label }}</option>
            }
          </select>
        </ov-field>
        <ov-field [label]="words.url" [hint]="words.urlHint" isOptional>
          <input [ovControl]="form" name="webhookUrl" type="url" pattern="https://.*" maxlength="2000" autocomplete="off" />
        </ov-field>
      </div>
      <div>
        <button ov-button type="submit" variant="strong" [isLoading]="form.isBusy()">
          <span>{{ words.save }}</span>
        </button>
      </div>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeliveryForm {
  readonly settings = input.required<AlertSettings>();
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(body: ChangeAlertSettings) => Promise<void>>();

  protected readonly words = DELIVERY;
  protected readonly levels = ALERT_LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }));
  protected readonly form = new FormState(EMPTY);

  constructor() {
    effect(() => {
      const { emailFrom, webhookFrom, digestMinutes, webhookUrl } = this.settings();
      // what is being written is not taken away by a refresh
      untracked(() => {
        if (!this.form.isDirty())
          this.form.reset({ emailFrom, webhookFrom, digestMinutes: String(digestMinutes), webhookUrl: webhookUrl ?? '' });
      });
    });
  }

  protected async submit(): Promise<void> {
    await this.form.submit((value) => {
      const [emailFrom, webhookFrom] = [oneOf(value.emailFrom, ALERT_LEVELS), oneOf(value.webhookFrom, ALERT_LEVELS)];
      return this.deed()({
        ...(emailFrom && { emailFrom }),
        ...(webhookFrom && { webhookFrom }),
        digestMinutes: Number(value.digestMinutes),
        webhookUrl: value.webhookUrl.trim() || null,
      });
    });
  }
}

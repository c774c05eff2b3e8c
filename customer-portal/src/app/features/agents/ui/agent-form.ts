import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { LIMITS, VOICES } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { type FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvCard, OvIcon, OvSwitch } from '@orbisvoice/shared-ui/ui';
import type { AgentDraft } from '../agent-draft';
import { S, VOICE_LABELS } from '../agents.strings';

/** All that makes an agent, in one form: it is saved as a whole. */
@Component({
  selector: 'ov-agent-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvControl, OvField, OvForm, OvFormProblem, OvIcon, OvSwitch],
  templateUrl: './agent-form.html',
})
export class AgentForm {
  readonly state = input.required<FormState<AgentDraft>>();
  readonly isNew = input.required<boolean>();
  readonly canManage = input.required<boolean>();
  readonly save = output<void>();

  protected readonly s = S.form;
  protected readonly limits = LIMITS;
  protected readonly voices = VOICES.map((value) => ({ value, label: VOICE_LABELS[value] }));
  protected readonly positions = Object.entries(S.form.positions).map(([value, label]) => ({ value, label }));
  protected readonly promptCount = computed(() =>
    S.form.counter(formatNumber(this.state().value().systemPrompt.length), formatNumber(LIMITS.systemPromptMax)),
  );

  protected addTool(): void {
    this.state().patch({ tools: [...this.state().value().tools, { name: '', description: '' }] });
  }

  protected removeTool(index: number): void {
    this.state().patch({
      tools: this.state()
        .value()
        .tools.filter((_, at) => at !== index),
    });
    this.state().setErrors({});
  }

  protected addOrigin(): void {
    this.state().patch({ allowedOrigins: [...this.state().value().allowedOrigins, ''] });
  }

  protected removeOrigin(index: number): void {
    this.state().patch({
      allowedOrigins: this.state()
        .value()
        .allowedOrigins.filter((_, at) => at !== index),
    });
    this.state().setErrors({});
  }
}

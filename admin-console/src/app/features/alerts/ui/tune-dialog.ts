import { ChangeDetectionStrategy, Component, computed, effect, input, output, signal, untracked, viewChild } from '@angular/core';
import type { AlertRule, AlertRuleTrial, AlertRuleTrialQuery, TuneAlertRule } from '@orbisvoice/shared-dto';
import { ALERT_SEVERITIES, type AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvSwitch } from '@orbisvoice/shared-ui/ui';
import { measure, RULE_WORDS, SEVERITY_NAMES, span } from '../alerts.strings';
import { RULES, TUNE } from '../rules.strings';
import { toForm, toTrial, toTuning, type TuneForm } from '../tune-form';

/** Tunes, mutes and resets one rule, and says what it would have found. */
@Component({
  selector: 'oc-tune-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvSwitch],
  templateUrl: './tune-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TuneDialog {
  readonly rule = input.required<AlertRule>();
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(key: AlertRuleKey, body: TuneAlertRule) => Promise<void>>();
  readonly trial = input.required<(key: AlertRuleKey, query: AlertRuleTrialQuery) => Promise<AlertRuleTrial>>();
  readonly closed = output<void>();

  protected readonly words = TUNE;
  protected readonly severities = ALERT_SEVERITIES.map((value) => ({ value, label: SEVERITY_NAMES[value] }));
  protected readonly form = new FormState<TuneForm>(EMPTY);
  private readonly trying = new FormState({});
  protected readonly isTrying = this.trying.isBusy;
  protected readonly trialProblem = this.trying.problem;
  protected readonly tried = signal<string | null>(null);
  protected readonly heading = computed(() => RULES.editOf(RULE_WORDS[this.rule().key].name));
  protected readonly text = computed(() => RULE_WORDS[this.rule().key].text);
  protected readonly unit = computed(() => measure(0, this.rule().unit).replace(/^0 /, ''));
  protected readonly shipped = computed(() => {
    const { defaults, unit } = this.rule();
    return {
      threshold: TUNE.shipped(measure(defaults.threshold, unit)),
      window: TUNE.shipped(span(defaults.windowSeconds)),
      clear: defaults.clearSeconds === null ? '' : TUNE.shipped(span(defaults.clearSeconds)),
    };
  });
  private readonly dialog = viewChild.required(OvDialog);

  constructor() {
    effect(() => {
      const rule = this.rule();
      untracked(() => this.form.reset(toForm(rule)));
    });
  }

  protected async submit(): Promise<void> {
    const body = toTuning(this.rule(), this.form.value());
    if (Object.keys(body).length === 0) return this.close();
    const done = await this.form.submit(() => this.deed()(this.rule().key, body));
    if (done) this.close();
  }

  protected async reset(): Promise<void> {
    const done = await this.form.submit(() => this.deed()(this.rule().key, { reset: true }));
    if (done) this.close();
  }

  protected async try(): Promise<void> {
    this.tried.set(null);
    const done = await this.trying.submit(() => this.trial()(this.rule().key, toTrial(this.form.value())));
    if (done) this.tried.set(TUNE.trialText(done.answer.hits, done.answer.subjects, done.answer.facts));
  }

  protected close(): void {
    this.dialog().close();
  }
}

const EMPTY: TuneForm = {
  threshold: '',
  window: '',
  clear: '',
  fromHour: '',
  toHour: '',
  severity: '',
  isEnabled: true,
  mutedUntil: '',
  muteReason: '',
};

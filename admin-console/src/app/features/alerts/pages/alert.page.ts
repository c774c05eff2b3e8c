import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SecurityAlertDetail } from '@orbisvoice/shared-dto';
import type { AlertAction } from '@orbisvoice/shared-dto/values';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { DetailPage } from '../../../ui/detail-page';
import { UtcTime } from '../../../ui/utc-time';
import { AlertStore } from '../alert.store';
import {
  ACTION_WORDS,
  ALERT,
  ALERTS,
  measure,
  RULE_WORDS,
  SEVERITY_NAMES,
  SEVERITY_TONES,
  span,
  STATUS_NAMES,
  STATUS_TONES,
} from '../alerts.strings';
import { nextSteps } from '../next-steps';
import { ActDialog } from '../ui/act-dialog';
import { AlertAbout } from '../ui/alert-about';
import { AlertEvidenceTable } from '../ui/alert-evidence';
import { AlertSteps } from '../ui/alert-steps';

/** One alert: why it is one, what was counted, what to do, and what was done. */
@Component({
  selector: 'oc-alert-page',
  imports: [ActDialog, AlertAbout, AlertEvidenceTable, AlertSteps, DetailPage, OvBadge, OvButton, OvCard, OvIcon, RouterLink, UtcTime],
  providers: [AlertStore],
  templateUrl: './alert.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = ALERT;
  protected readonly list = ALERTS;
  protected readonly actions = ACTION_WORDS;
  protected readonly rules = RULE_WORDS;
  protected readonly severities = SEVERITY_NAMES;
  protected readonly severityTones = SEVERITY_TONES;
  protected readonly names = STATUS_NAMES;
  protected readonly tones = STATUS_TONES;
  protected readonly store = inject(AlertStore);
  private readonly toasts = inject(ToastService);
  protected readonly read = this.store.alert;
  protected readonly chosen = signal<AlertAction | null>(null);
  protected readonly heading = computed(() => {
    const alert = this.read.value();
    return alert ? RULE_WORDS[alert.rule].name : ALERT.loading;
  });
  protected readonly why = computed(() => {
    const alert = this.read.value();
    return alert ? sentenceOf(alert) : '';
  });
  protected readonly steps = computed(() => {
    const alert = this.read.value();
    return alert ? nextSteps(alert) : [];
  });

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected readonly act = async (action: AlertAction, note: string): Promise<void> => {
    // the dialog has nothing to wait for: it shows at once, and a refusal is told by a note
    if (action === 'acknowledge') return void this.acknowledge(note);
    await this.store.act(action, note);
    this.tell();
  };

  private async acknowledge(note: string): Promise<void> {
    try {
      await this.store.acknowledge(note);
      this.tell();
    } catch (error) {
      this.toasts.show({ tone: 'danger', text: ALERT.notDone(ApiProblem.from(error).sentence) });
    }
  }

  private tell(): void {
    const alert = this.read.value();
    if (alert) this.toasts.show({ text: ALERT.done(STATUS_NAMES[alert.status]) });
  }
}

/** What was measured, beside the limit. */
function sentenceOf({ rule, subjectKind, peak, threshold, unit, windowSeconds }: SecurityAlertDetail): string {
  const [high, limit, window] = [measure(peak, unit), measure(threshold, unit), span(windowSeconds)];
  if (subjectKind === 'system') return ALERT.figure(high, limit, window);
  if (rule === 'impossible_travel') return ALERT.travel(high, limit);
  return rule === 'api_key_new_country' ? ALERT.novelty(window) : ALERT.pattern(high, limit, window);
}

import { ChangeDetectionStrategy, Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SecurityAlertDetail } from '@orbisvoice/shared-dto';
import type { AlertAction } from '@orbisvoice/shared-dto/values';
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
  /** What is being done to this alert; another one begins without. */
  protected readonly chosen = linkedSignal<string, AlertAction | null>({ source: this.id, computation: () => null });
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

  /** The dialog stays until it is answered, with the note: what is refused can be sent again. */
  protected readonly act = async (action: AlertAction, note: string): Promise<void> => {
    const { status } = await (action === 'acknowledge' ? this.store.acknowledge(note) : this.store.act(action, note));
    this.toasts.show({ text: ALERT.done(STATUS_NAMES[status]) });
  };
}

/** What was measured, beside the limit. */
function sentenceOf({ rule, subjectKind, peak, threshold, unit, windowSeconds }: SecurityAlertDetail): string {
  const [high, limit, window] = [measure(peak, unit), measure(threshold, unit), span(windowSeconds)];
  if (subjectKind === 'system') return ALERT.figure(high, limit, window);
  if (rule === 'impossible_travel') return ALERT.travel(high, limit);
  return rule === 'api_key_new_country' ? ALERT.novelty(window) : ALERT.pattern(high, limit, window);
}

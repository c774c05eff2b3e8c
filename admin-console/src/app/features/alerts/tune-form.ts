import type { AlertRule, AlertRuleTrialQuery, TuneAlertRule } from '@orbisvoice/shared-dto';
import { ALERT_SEVERITIES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';

const MINUTE = 60;

/** A rule as a form shows it: texts, as controls have them; times in minutes, an instant as `datetime-local` in UTC. */
export interface TuneForm {
  readonly threshold: string;
  readonly window: string;
  readonly clear: string;
  readonly fromHour: string;
  readonly toHour: string;
  readonly severity: string;
  readonly isEnabled: boolean;
  readonly mutedUntil: string;
  readonly muteReason: string;
}

export const toForm = (rule: AlertRule): TuneForm => ({
  threshold: String(rule.threshold),
  window: String(rule.windowSeconds / MINUTE),
  clear: rule.clearSeconds === null ? '' : String(rule.clearSeconds / MINUTE),
  fromHour: rule.fromHour === null ? '' : String(rule.fromHour),
  toHour: rule.toHour === null ? '' : String(rule.toHour),
  severity: rule.severity,
  isEnabled: rule.isEnabled,
  mutedUntil: rule.mutedUntil?.slice(0, 16) ?? '',
  muteReason: rule.muteReason ?? '',
});

const seconds = (minutes: string): number => Math.round(Number(minutes) * MINUTE);

/** What the API is asked to change: what differs from the rule. */
export function toTuning(rule: AlertRule, form: TuneForm): TuneAlertRule {
  const before = toForm(rule);
  const severity = oneOf(form.severity, ALERT_SEVERITIES);
  const isMuteChanged = form.mutedUntil !== before.mutedUntil || form.muteReason !== before.muteReason;
  return {
    ...(form.threshold !== before.threshold && { threshold: Number(form.threshold) }),
    ...(form.window !== before.window && { windowSeconds: seconds(form.window) }),
    ...(form.clear !== before.clear && { clearSeconds: seconds(form.clear) }),
    ...(form.fromHour !== before.fromHour && { fromHour: Number(form.fromHour) }),
    ...(form.toHour !== before.toHour && { toHour: Number(form.toHour) }),
    ...(severity && severity !== rule.severity && { severity }),
    ...(form.isEnabled !== before.isEnabled && { isEnabled: form.isEnabled }),
    ...(isMuteChanged && { mute: form.mutedUntil ? { until: `${form.mutedUntil}:00Z`, reason: form.muteReason.trim() } : null }),
  };
}

/** What a trial is run with. */
export const toTrial = (form: TuneForm): AlertRuleTrialQuery => ({
  threshold: Number(form.threshold),
  windowSeconds: seconds(form.window),
  ...(form.fromHour && { fromHour: Number(form.fromHour) }),
  ...(form.toHour && { toHour: Number(form.toHour) }),
});

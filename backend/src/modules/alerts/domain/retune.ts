import type { AlertRuleKey, AlertSeverity } from '@orbisvoice/shared-dto/values';
import { ruleBounds } from './rules.js';
import type { RuleOverride } from './tuned-rule.js';

/** What staff ask for; what is undefined stays. */
export interface Tuning {
  readonly reset?: true | undefined;
  readonly threshold?: number | undefined;
  readonly windowSeconds?: number | undefined;
  readonly clearSeconds?: number | undefined;
  readonly fromHour?: number | undefined;
  readonly toHour?: number | undefined;
  readonly severity?: AlertSeverity | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly mute?: { readonly until: string; readonly reason: string } | null | undefined;
}

/** What a rule would refuse. */
export interface TuningFault {
  readonly path: string;
  readonly message: string;
}

/** The first fault of a tuning; null when there is none. */
export function tuningFault(key: AlertRuleKey, body: Tuning, now: Date): TuningFault | null {
  const { thresholdMax, windowMax, defaults } = ruleBounds(key);
  if ((body.threshold ?? 0) > thresholdMax) return { path: 'threshold', message: `must be at most ${thresholdMax}` };
  if ((body.windowSeconds ?? 0) > windowMax) return { path: 'windowSeconds', message: `must be at most ${windowMax}` };
  if (body.clearSeconds !== undefined && defaults.clearSeconds === null) return { path: 'clearSeconds', message: 'this rule has none' };
  if ((body.clearSeconds ?? 0) > windowMax) return { path: 'clearSeconds', message: `must be at most ${windowMax}` };
  const hour = body.fromHour === undefined ? 'toHour' : 'fromHour';
  if (body[hour] !== undefined && defaults.hours === null) return { path: hour, message: 'this rule has none' };
  if (body.mute && new Date(body.mute.until) <= now) return { path: 'mute.until', message: 'must be in the future' };
  return null;
}

interface Retuning {
  readonly body: Tuning;
  readonly now: Date;
  readonly by: string;
}

/** The row after a tuning; null when nothing is left that differs from what was shipped. */
export function retuned(key: AlertRuleKey, before: RuleOverride | null, { body, now, by }: Retuning): RuleOverride | null {
  const base = body.reset ? null : before;
  const mute = body.mute === undefined ? muteOf(base) : muteFrom(body.mute, by);
  const after = {
    key,
    threshold: body.threshold ?? base?.threshold ?? null,
    windowSeconds: body.windowSeconds ?? base?.windowSeconds ?? null,
    clearSeconds: body.clearSeconds ?? base?.clearSeconds ?? null,
    fromHour: body.fromHour ?? base?.fromHour ?? null,
    toHour: body.toHour ?? base?.toHour ?? null,
    severity: body.severity ?? base?.severity ?? null,
    isEnabled: body.isEnabled ?? base?.isEnabled ?? true,
    ...mute,
    updatedAt: now,
    updatedBy: by,
  };
  const { threshold, windowSeconds, clearSeconds, fromHour, toHour, severity, mutedUntil } = after;
  const isShipped =
    after.isEnabled && [threshold, windowSeconds, clearSeconds, fromHour, toHour, severity, mutedUntil].every((value) => value === null);
  return isShipped ? null : after;
}

type Mute = Pick<RuleOverride, 'mutedUntil' | 'muteReason' | 'mutedBy'>;
const NOT_MUTED: Mute = { mutedUntil: null, muteReason: null, mutedBy: null };

const muteOf = (row: RuleOverride | null): Mute =>
  row ? { mutedUntil: row.mutedUntil, muteReason: row.muteReason, mutedBy: row.mutedBy } : NOT_MUTED;

const muteFrom = (mute: { readonly until: string; readonly reason: string } | null, by: string): Mute =>
  mute ? { mutedUntil: new Date(mute.until), muteReason: mute.reason, mutedBy: by } : NOT_MUTED;

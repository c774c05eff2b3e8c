import type { AlertRow, Evidence } from './alert-row.js';
import type { Firing } from './detection.js';
import type { RuleParameters } from './rules.js';

/** So many of the counted facts are kept with a hit; the audit log has all of them. */
export const EVIDENCE_MAX = 50;

/** Facts before a settled hit was settled are behind us. */
export const floorOf = (latest: Pick<AlertRow, 'closedAt'> | null): Date | null => latest?.closedAt ?? null;

export const isUnsettled = (latest: Pick<AlertRow, 'status'> | null): boolean =>
  latest !== null && (latest.status === 'open' || latest.status === 'acknowledged');

/** A settled hit of the same subject comes back within a week; later it is a new one. */
const REOPENS_WITHIN_MS = 7 * 86_400_000;

export const isReopening = (latest: AlertRow | null, at: Date): latest is AlertRow =>
  latest?.closedAt !== null && latest?.closedAt !== undefined && at.getTime() - latest.closedAt.getTime() <= REOPENS_WITHIN_MS;

export interface Growth {
  readonly firing: Firing;
  readonly isNew: (id: string) => boolean;
  readonly evidenceOf: (id: string) => Evidence;
  readonly parameters: RuleParameters;
}

/** What a firing adds to an unsettled hit: facts nobody counted before. */
export function grown(alert: AlertRow, { firing, isNew, evidenceOf, parameters }: Growth): AlertRow {
  const added = firing.members.filter(({ id, at }) => isNew(id) || at > alert.lastAt);
  const lastAt = new Date(Math.max(alert.lastAt.getTime(), ...added.map(({ at }) => at.getTime())));
  return {
    ...alert,
    count: alert.count + added.length,
    peak: Math.max(alert.peak, firing.peak),
    threshold: parameters.threshold,
    windowSeconds: parameters.windowSeconds,
    firstAt: new Date(Math.min(alert.firstAt.getTime(), ...added.map(({ at }) => at.getTime()))),
    lastAt,
    evidence: [...added.map(({ id }) => evidenceOf(id)).reverse(), ...alert.evidence].slice(0, EVIDENCE_MAX),
  };
}

/** The facts of a firing as a hit keeps them, newest first. */
export const evidenceFor = ({ members }: Firing, evidenceOf: (id: string) => Evidence): Evidence[] =>
  members
    .slice(-EVIDENCE_MAX)
    .reverse()
    .map(({ id }) => evidenceOf(id));

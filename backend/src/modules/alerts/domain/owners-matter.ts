import { OWNER_ALERT_RULES, type AlertRuleKey, type OwnerAlertRule } from '@orbisvoice/shared-dto/values';
import type { AlertRow, Evidence } from './alert-row.js';

export const isOwnerRule = (rule: AlertRuleKey): rule is OwnerAlertRule => OWNER_ALERT_RULES.some((known) => known === rule);

/** What our staff do for the platform is no news about the workspace they happen to belong to. */
const isOfWorkspace = ({ details }: Evidence): boolean =>
  details['actorKind'] !== 'staff' && details['action']?.startsWith('admin.') !== true;

/** The facts of a hit that concern the workspace, newest first. */
export const factsOfWorkspace = (evidence: readonly Evidence[]): Evidence[] => evidence.filter(isOfWorkspace);

/** The rule of a hit that the owners of its workspace are to know of; null when they are not. */
export const ownersMatter = ({ rule, tenantId, evidence }: Pick<AlertRow, 'rule' | 'tenantId' | 'evidence'>): OwnerAlertRule | null =>
  tenantId !== null && isOwnerRule(rule) && evidence.some(isOfWorkspace) ? rule : null;

/** How often it happened and at most within the window, as far as it concerns the workspace: of a hit it shares with staff's work, the kept facts. */
export function countsOfWorkspace({ count, peak, evidence }: Pick<AlertRow, 'count' | 'peak' | 'evidence'>): {
  count: number;
  peak: number;
} {
  const own = factsOfWorkspace(evidence).length;
  return own === evidence.length ? { count, peak } : { count: own, peak: Math.min(peak, own) };
}

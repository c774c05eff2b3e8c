import type { AlertEvidence, SecurityAlert } from '@orbisvoice/shared-dto';
import { EVENT_NAMES } from '@orbisvoice/shared-dto/values';
import type { Evidence } from '../domain/alert-row.js';
import { ruleBounds } from '../domain/rules.js';
import type { NamedAlertRow } from '../persistence/all-tenants-alert-list.repository.js';

const SUBJECTS = ['user', 'api_key', 'network', 'gateway', 'system'] as const;

/** `user:<id>` in its parts; a network has colons of its own. */
export function subjectOf(subject: string): Pick<SecurityAlert, 'subjectKind' | 'subjectId'> {
  const [kind = ''] = subject.split(':', 1);
  return { subjectKind: SUBJECTS.find((known) => known === kind) ?? 'system', subjectId: subject.slice(kind.length + 1) };
}

export const alertOf = (row: NamedAlertRow): SecurityAlert => ({
  id: row.id,
  rule: row.rule,
  severity: row.severity,
  status: row.status,
  isMuted: row.isMuted,
  ...subjectOf(row.subject),
  subjectName: row.subjectName,
  tenantId: row.tenantId,
  tenantName: row.tenantName,
  count: row.count,
  peak: row.peak,
  threshold: row.threshold,
  windowSeconds: row.windowSeconds,
  unit: ruleBounds(row.rule).unit,
  firstAt: row.firstAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  openings: row.openings,
});

export function evidenceView({ id, at, tenantId, details }: Evidence): AlertEvidence {
  const { auditId = null, userId = null, targetType = null, targetId = null, network = null, country = null, named = null } = details;
  const value = details['value'];
  return {
    id,
    at,
    auditId,
    action: EVENT_NAMES.find((name) => name === details['action']) ?? null,
    tenantId: tenantId ?? details['tenantId'] ?? null,
    userId,
    targetType,
    targetId,
    network,
    country,
    named,
    value: value === null || value === undefined ? null : Number(value),
  };
}

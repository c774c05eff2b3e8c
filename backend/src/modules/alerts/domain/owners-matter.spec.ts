import { ALERT_RULES, OWNER_ALERT_RULES } from '@orbisvoice/shared-dto/values';
import type { Evidence } from './alert-row.js';
import { countsOfWorkspace, factsOfWorkspace, ownersMatter } from './owners-matter.js';

const fact = (action?: string): Evidence => ({
  id: action ?? 'fact',
  at: '2026-11-22T18:04:00.000Z',
  tenantId: 'tenant',
  facet: null,
  details: action === undefined ? { country: 'DE' } : { action },
});

it('owners hear of their people and keys, and of nothing else', () => {
  const heard = ALERT_RULES.filter((rule) => ownersMatter({ rule, tenantId: 'tenant', evidence: [fact()] }) !== null);
  expect(heard).toEqual([...OWNER_ALERT_RULES]);
});

it('a hit of no workspace, or of the work of staff alone, is nobody’s', () => {
  expect(ownersMatter({ rule: 'failed_logins', tenantId: null, evidence: [fact()] })).toBeNull();
  expect(ownersMatter({ rule: 'export_burst', tenantId: 'tenant', evidence: [fact('admin.tenants_exported')] })).toBeNull();
  const byStaff = { ...fact('audit.exported'), details: { action: 'audit.exported', actorKind: 'staff' } };
  expect(ownersMatter({ rule: 'export_burst', tenantId: 'tenant', evidence: [byStaff] })).toBeNull();
});

it('of a mixed hit they are told their own part', () => {
  const evidence = [fact('admin.staff_granted'), fact('api_key.created'), fact()];
  expect(ownersMatter({ rule: 'privilege_odd_hours', tenantId: 'tenant', evidence })).toBe('privilege_odd_hours');
  expect(factsOfWorkspace(evidence).map(({ id }) => id)).toEqual(['api_key.created', 'fact']);
  expect(countsOfWorkspace({ count: 3, peak: 3, evidence })).toEqual({ count: 2, peak: 2 });
  expect(countsOfWorkspace({ count: 40, peak: 12, evidence: evidence.slice(1) })).toEqual({ count: 40, peak: 12 });
});

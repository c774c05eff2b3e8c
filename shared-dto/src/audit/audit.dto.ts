import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { AUDIT_TARGET_TYPES, AUDIT_TRAFFIC, EVENT_NAMES } from '../values/event-names.js';
import { ACTOR_KINDS, AUDIT_EXPORT_FORMATS, AUDIT_FINDING_KINDS, AUDIT_VERIFICATION_STATUSES } from '../values/statuses.js';

/** Who did what to which thing, when and from where. `changes` holds before and after of each changed field. */
export const AuditEntry = z
  .object({
    id: z.uuid(),
    at: Instant,
    tenantId: z.uuid(),
    tenantName: z.string(),
    seq: z.int().describe('Place in the chain of the tenant'),
    action: z.enum(EVENT_NAMES),
    actorKind: z.enum(ACTOR_KINDS),
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    impersonatorId: z.uuid().nullable().describe('Of staff who acted as the actor'),
    impersonatorName: z.string().nullable(),
    targetType: z.string(),
    targetId: z.string().nullable(),
    changes: z.record(z.string(), z.unknown()),
    ip: z.string().nullable(),
    traceId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditList = keysetOf(AuditEntry, 'AuditList');
export type AuditList = z.infer<typeof AuditList>;

export const AuditQuery = KeysetQuery.extend({
  id: z.uuid().optional().describe('One entry'),
  tenantId: z.uuid().optional(),
  action: z.enum(EVENT_NAMES).optional(),
  actorKind: z.enum(ACTOR_KINDS).optional(),
  actorId: z.string().min(1).max(100).optional(),
  targetType: z.enum(AUDIT_TARGET_TYPES).optional(),
  targetId: z.string().min(1).max(200).optional(),
  traceId: z.string().min(1).max(100).optional().describe('What one request or job did'),
  ip: z.union([z.ipv4(), z.ipv6()]).optional().describe('Found by a keyed hash: addresses are kept sealed'),
  without: z
    .enum(AUDIT_TRAFFIC)
    .optional()
    .describe(
      'Leaves out `conversation.started`, `conversation.ended` and `tool.executed`, which are most of a busy log; nothing else is left out',
    ),
  from: Instant.optional(),
  to: Instant.optional().describe('Exclusive'),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** What a tenant may ask of its own part. */
export const OwnAuditQuery = AuditQuery.omit({ tenantId: true });
export type OwnAuditQuery = z.infer<typeof OwnAuditQuery>;

const AuditFilters = AuditQuery.omit({ cursor: true, pageSize: true });
const format = z.enum(AUDIT_EXPORT_FORMATS);

/** Everything that the filters find, as a file. */
export const ExportAudit = AuditFilters.extend({ format }).meta({ id: 'ExportAudit' });
export type ExportAudit = z.infer<typeof ExportAudit>;
export const OwnAuditExport = AuditFilters.omit({ tenantId: true }).extend({ format: format.default('csv') });
export type OwnAuditExport = z.infer<typeof OwnAuditExport>;

/** What can be wrong with a chain. */
export const AuditFinding = z.object({
  tenantId: z.uuid(),
  tenantName: z.string().nullable().describe('null when the tenant is gone too'),
  seq: z.int().describe('The first bad place; 0 for entries that have no place'),
  kind: z.enum(AUDIT_FINDING_KINDS),
});
export type AuditFinding = z.infer<typeof AuditFinding>;

/** A check of the whole log: every chain against itself, its key and the newest signed head. */
export const AuditVerification = z
  .object({
    id: z.uuid(),
    status: z.enum(AUDIT_VERIFICATION_STATUSES),
    startedAt: Instant,
    startedBy: z.string(),
    finishedAt: Instant.nullable(),
    entries: z.int(),
    tenants: z.int(),
    heads: z.int(),
    faultyTenants: z.int(),
    findings: z.array(AuditFinding).describe('The first fault of each tenant, of at most a hundred tenants'),
    error: z.string().nullable(),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof AuditVerification>;

export const AuditVerifications = z
  .object({
    items: z.array(AuditVerification).describe('Newest first'),
    publicKey: z.string().describe('Ed25519, PEM: checks the signed heads'),
    signedHeads: z.int(),
    lastSignedAt: Instant.nullable(),
  })
  .meta({ id: 'AuditVerifications' });
export type AuditVerifications = z.infer<typeof AuditVerifications>;

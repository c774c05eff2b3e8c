import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { EVENT_NAMES } from '../values/event-names.js';
import { ACTOR_KINDS } from '../values/statuses.js';

/** Who did what to which thing, when and from where. `changes` holds before and after of each changed field. */
export const AuditEntry = z
  .object({
    id: z.uuid(),
    at: Instant,
    tenantId: z.uuid(),
    tenantName: z.string(),
    action: z.enum(EVENT_NAMES),
    actorKind: z.enum(ACTOR_KINDS),
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
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
  tenantId: z.uuid().optional(),
  action: z.enum(EVENT_NAMES).optional(),
  actorKind: z.enum(ACTOR_KINDS).optional(),
  from: Instant.optional(),
  to: Instant.optional().describe('Exclusive'),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

import type { Actor } from '../src/platform/access/actor.js';
import type { TenantId } from '../src/platform/access/tenant-id.js';
import { newId } from '../src/platform/database/ids.js';

/** Somebody of a tenant, for what a service wants to know of who asks. */
export const benchActor = (tenantId: TenantId): Actor => ({
  kind: 'api_key',
  tenantId,
  userId: null,
  apiKeyId: newId(),
  sessionId: null,
  name: 'Bench',
  permissions: new Set(),
  isStaff: false,
  impersonatorId: null,
  origin: { ip: '198.51.100.7', userAgent: null, traceId: newId() },
});

import { type ErrorCode, type Permission, type StaffPermission } from '@orbisvoice/shared-dto/values';
import { type TenantId } from './tenant-id.js';

/** Where a request came from. */
export interface Origin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** ISO 3166 code, where a trusted proxy names it. */
  readonly country?: string | null;
  /** Request id, in every log line and error answer. */
  readonly traceId: string;
}

/** Who is asking: a signed-in user or an API key, always inside one tenant. */
export interface Actor {
  readonly kind: 'user' | 'api_key';
  readonly tenantId: TenantId;
  readonly userId: string | null;
  readonly apiKeyId: string | null;
  readonly sessionId: string | null;
  /** For audit lines: the user's or the key's name. */
  readonly name: string;
  readonly permissions: ReadonlySet<Permission | StaffPermission>;
  readonly isStaff: boolean;
  /** The staff user behind an impersonated session. */
  readonly impersonatorId: string | null;
  /** Which impersonation this is. */
  readonly impersonationId?: string;
  /** An impersonation that only looks: everything but GET is refused. */
  readonly isReadOnly?: boolean;
  /** The code that answers everything but reading and paying, for a tenant that may do no more. */
  readonly restriction?: ErrorCode | null;
  readonly origin: Origin;
}

/** The origin of work nobody asked for over HTTP: jobs, event handlers, commands. */
export const systemOrigin = (traceId = 'system'): Origin => ({ ip: null, userAgent: null, traceId });

import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { SignInContext } from './session.service.js';

/** A refresh token somebody sent, with the tenant it was found in. */
export interface Presented {
  readonly tenantId: TenantId;
  readonly token: string;
  readonly hash: Buffer;
  readonly context: SignInContext;
}

import type { TenantId } from '../../../platform/access/tenant-id.js';

/**
 * Does the same for one tenant after the other. Who cannot be served keeps nobody behind it waiting.
 * @throws AggregateError of what went wrong, once everybody had their turn: the queue shows it and tries again
 */
export async function forEachTenant(tenantIds: readonly TenantId[], work: (tenantId: TenantId) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const tenantId of tenantIds) await work(tenantId).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${tenantIds.length} tenants failed: ${String(failures[0])}`);
}

declare const brand: unique symbol;

/** The id of a tenant that something vouched for. Only `tenantIdOf` makes one; repositories accept nothing else. */
export type TenantId = string & { readonly [brand]: 'TenantId' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Brands a tenant id.
 * @throws TypeError unless it is a UUID: an empty tenant must never reach a query.
 */
export function tenantIdOf(value: string): TenantId {
  if (!isTenantId(value)) throw new TypeError('a tenant id must be a UUID');
  return value;
}

function isTenantId(value: string): value is TenantId {
  return UUID.test(value);
}

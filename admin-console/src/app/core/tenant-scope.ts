import { computed, inject, InjectionToken, type Signal } from '@angular/core';

/** Whose pages a list stands among, where it does. */
export const TENANT_SCOPE = new InjectionToken<Signal<string>>('TENANT_SCOPE');

/** The tenant that a list is bound to by where it stands; null where it is of all tenants. Call it in an injection context. */
export function tenantScope(): Signal<string | null> {
  const scope = inject(TENANT_SCOPE, { optional: true });
  return computed(() => scope?.() ?? null);
}

/** A filter as it counts in a scope: whoever looks at one tenant's pages asks about that one, whatever the address says. */
export const inScope = <F extends { readonly tenantId: string }>(filter: F, scope: string | null): F =>
  scope === null ? filter : { ...filter, tenantId: scope };

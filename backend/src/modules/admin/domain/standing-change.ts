import type { StandingAction, TenantStatus } from '@orbisvoice/shared-dto/values';

/** Which standing an action leads to, and from which ones. A ban may follow a suspension; reinstating undoes either. */
const ACTIONS: Readonly<Record<StandingAction, { readonly to: TenantStatus; readonly from: readonly TenantStatus[] }>> = {
  suspend: { to: 'suspended', from: ['active'] },
  ban: { to: 'banned', from: ['active', 'suspended'] },
  reinstate: { to: 'active', from: ['suspended', 'banned'] },
};

/** The standing after the action; null when a tenant of this standing cannot take it. */
export function standingAfter(status: TenantStatus, action: StandingAction): TenantStatus | null {
  const { to, from } = ACTIONS[action];
  return from.includes(status) ? to : null;
}

import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { SyncCause } from '../services/billing-sync.service.js';
import type { StripeReferences } from './stripe-references.js';

/** A stored event whose tenant is known. */
export interface TenantStripeEvent {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly tenantId: TenantId;
  readonly references: StripeReferences;
  /** The event as it was sent: a hint where to look, old by the time it is read. */
  readonly payload: unknown;
}

/**
 * Events that are worked alike. A family reads what the event is about from Stripe, outside of any transaction, and applies what it read in
 * one: rows, audit, outbox and, last, `cause.finish`.
 */
export interface StripeEventFamily {
  /** The types it works; no type belongs to two families. */
  readonly types: readonly string[];

  /** @returns why there was nothing to do (`cause.finish` did not run then), or null when it was applied */
  apply(event: TenantStripeEvent, cause: SyncCause): Promise<string | null>;
}

/** Injection token of all families, as one array. */
export const STRIPE_EVENT_FAMILIES = Symbol('stripe-event-families');

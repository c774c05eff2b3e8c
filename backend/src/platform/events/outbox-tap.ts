import type pg from 'pg';
import { type PendingEvent } from './all-tenants-outbox.repository.js';

/**
 * Writes along what follows from events, in the very transaction in which the relay marks them as gone: once for each event, whatever dies,
 * and without a job for each. For what most tenants do not have and that concerns many kinds of events; everything else is `@OnEvent`.
 * Providers that extend this are found at boot. A tap must not throw for what an event says: it would hold up everybody's events.
 */
export abstract class OutboxTap {
  /** @returns what to do once the transaction is committed */
  abstract take(client: Pick<pg.PoolClient, 'query'>, events: readonly PendingEvent[]): Promise<() => void>;
}

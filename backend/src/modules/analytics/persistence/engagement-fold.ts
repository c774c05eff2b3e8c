import type pg from 'pg';
import { ARRIVALS_TAKEN, QUARTERS_TAKEN, REMAKE_ARRIVALS, REMAKE_QUARTERS, REMAKE_TENANT, TAKE } from './engagement-fold.sql.js';

/** How many marks of engagement are folded in one transaction: what a flood of them stands for is not held in memory at once. */
const MARKS_AT_ONCE = 20_000;

interface TakenMark {
  readonly tenantId: string;
  readonly at: string;
  readonly conversationId: string | null;
  readonly agentId: string | null;
  readonly sessionId: string | null;
  readonly visitorId: string | null;
}
type TakenQuarter = Pick<TakenMark, 'tenantId' | 'at'>;
type TakenArrival = Pick<TakenMark, 'tenantId' | 'at' | 'conversationId'>;

/** Folds some marks of engagement in the snapshot of an open transaction. Returns of how many tenants they were. */
export async function foldEngagement(client: pg.PoolClient): Promise<number> {
  const { rows: marks } = await client.query<TakenMark>(TAKE, [MARKS_AT_ONCE]);
  if (marks.length === 0) return 0;
  const column = <K extends keyof TakenMark>(key: K): TakenMark[K][] => marks.map((mark) => mark[key]);
  const taken = [column('tenantId'), column('at'), column('conversationId'), column('agentId'), column('sessionId'), column('visitorId')];
  const { rows: quarters } = await client.query<TakenQuarter>(QUARTERS_TAKEN, taken);
  if (quarters.length > 0) {
    const cells = [quarters.map(({ tenantId }) => tenantId), quarters.map(({ at }) => at)];
    for (const statement of REMAKE_QUARTERS) await client.query(statement, cells);
  }
  const { rows: arrivals } = await client.query<TakenArrival>(ARRIVALS_TAKEN, taken);
  if (arrivals.length > 0) {
    const keys = [
      arrivals.map(({ tenantId }) => tenantId),
      arrivals.map(({ at }) => at),
      arrivals.map(({ conversationId }) => conversationId),
    ];
    for (const statement of REMAKE_ARRIVALS) await client.query(statement, keys);
  }
  return new Set(column('tenantId')).size;
}

/** Makes the engagement of a tenant anew, in the snapshot of an open transaction. */
export async function remakeEngagement(client: pg.PoolClient, tenantId: string): Promise<void> {
  for (const statement of REMAKE_TENANT) await client.query(statement, [tenantId]);
}

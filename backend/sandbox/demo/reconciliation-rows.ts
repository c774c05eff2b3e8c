import { latestTurn } from '../../src/modules/billing/domain/reconciliation.js';
import { auditRow } from './audit-rows.js';
import type { Random } from './random.js';
import type { RowWriter } from './writer.js';

const DAY = 86_400_000;
/** BILLING_RECONCILIATION_HOUR as it is shipped. */
const HOUR = 3;
/** An event that changed nothing which others of its hour did not say too: the webhook could go missing unnoticed. */
const MISSED = 'invoice.finalized';
const WORKED_MS = 4_000;

/** Two nightly runs: one that fetched an event whose webhook never came, and the next night's, which found nothing. Today's is the worker's. */
export function addReconciliations(writer: RowWriter, { random, now }: { random: Random; now: Date }): void {
  const turn = latestTurn(now, HOUR).getTime();
  const repaired = addRun(writer, random, { status: 'repaired', at: new Date(turn - 2 * DAY + 20_000) });
  addRun(writer, random, { status: 'clean', at: new Date(turn - DAY + 20_000) });
  const missed = writer
    .rows('stripe_events')
    .filter(({ type, created_at: at }) => type === MISSED && at instanceof Date && at < repaired.at)
    .sort((a, b) => Number(b['created_at']) - Number(a['created_at']))[0];
  if (!missed) throw new Error('no event could have been missed');
  const [eventId, tenantId] = [String(missed['id']), String(missed['tenant_id'])];
  const at = new Date(repaired.at.getTime() + 1_000);
  writer.amend('stripe_events', eventId, { is_fetched: true, received_at: at, begun_at: at, processed_at: at });
  writer.add('reconciliation_findings', {
    ...{ id: random.id(at), run_id: repaired.id, kind: 'missing', object: 'event', object_id: eventId, about_tenant_id: tenantId },
    ...{ differences: [{ field: 'type', before: null, after: MISSED }], is_repaired: true },
  });
  const changes = { type: { before: null, after: MISSED } };
  const entry = { action: 'billing.reconciled', target: ['stripe_event', eventId], system: 'Reconciliation', changes } as const;
  writer.add('audit_entries', auditRow({ tenantId }, at, random, entry));
}

function addRun(writer: RowWriter, random: Random, { status, at }: { status: 'clean' | 'repaired'; at: Date }): { id: string; at: Date } {
  const id = random.id(at);
  const found = status === 'repaired' ? 1 : 0;
  const finishedAt = new Date(at.getTime() + WORKED_MS);
  const before = (table: string, column: string): Record<string, unknown>[] =>
    writer.rows(table).filter((row) => row[column] instanceof Date && row[column] < at);
  const subscriptions = before('subscriptions', 'started_at');
  writer.add('reconciliation_runs', {
    ...{ id, status, started_at: at, started_by: 'Schedule', beat_at: finishedAt, finished_at: finishedAt },
    customers: new Set(subscriptions.map(({ tenant_id: tenant }) => tenant)).size,
    subscriptions: subscriptions.length,
    invoices: before('invoices', 'created_at').length,
    ...{ discrepancies: found, repaired: found },
  });
  return { id, at };
}

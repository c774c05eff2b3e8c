import type { InvoiceRecord } from './invoice-record.js';
import { fieldDifferences, type Difference, type Plain, type PlainRow } from './row-differences.js';
import type { SubscriptionRecord } from './subscription-record.js';

/** Fields that Stripe's list does not tell, or that we decide ourselves. What is scheduled is compared by the schedule's id. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'pastDueSince',
  'scheduledPlanCode',
  'scheduledInterval',
  'scheduledPrice',
  'scheduledAt',
  'discount',
  'amount',
  'planCode',
  'hostedUrl',
  'pdfUrl',
]);

/** What is compared of a subscription: the plan too, by its price. */
export const comparableSubscription = (record: SubscriptionRecord): PlainRow => comparable(record);

/** What is compared of an invoice: its state and its sums. Addresses of its documents change with every look. */
export const comparableInvoice = (record: InvoiceRecord): PlainRow => comparable(record);

/** `null` when both sides agree; otherwise what is different, or that ours is not there. */
export function discrepancy(ours: PlainRow | null, theirs: PlainRow): { kind: 'missing' | 'different'; differences: Difference[] } | null {
  if (!ours) return { kind: 'missing', differences: fieldDifferences(null, theirs) };
  const compared = Object.fromEntries(Object.keys(theirs).map((field) => [field, ours[field] ?? null]));
  const differences = fieldDifferences(compared, theirs);
  return differences.length > 0 ? { kind: 'different', differences } : null;
}

/** How a run ended. */
export function runStatus(discrepancies: number, repaired: number): 'clean' | 'repaired' | 'unresolved' {
  if (discrepancies === 0) return 'clean';
  return repaired === discrepancies ? 'repaired' : 'unresolved';
}

function comparable(record: object): PlainRow {
  const entries: [string, unknown][] = Object.entries(record);
  return Object.fromEntries(entries.filter(([field]) => !NOT_COMPARED.has(field)).map(([field, value]) => [field, plain(value)]));
}

/** Columns of records are texts, numbers, claims, instants or nothing. */
function plain(value: unknown): Plain {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

import type { ReconciliationStatus } from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord } from './invoice-record.js';
import { fieldDifferences, type Difference, type Plain, type PlainRow } from './row-differences.js';
import type { SubscriptionRecord } from './subscription-record.js';

/** What we decide ourselves: since when a payment is overdue. */
const OURS: ReadonlySet<string> = new Set(['pastDueSince']);
/** Addresses of an invoice's documents change with every look; its plan is in the prices, which a list does not send along. */
const NOT_LISTED: ReadonlySet<string> = new Set(['planCode', 'hostedUrl', 'pdfUrl']);

/** What is compared of a subscription: everything that Stripe decides. */
export const comparableSubscription = (record: SubscriptionRecord): PlainRow => comparable(record, OURS);

/** What is compared of an invoice: its state and its sums. */
export const comparableInvoice = (record: InvoiceRecord): PlainRow => comparable(record, NOT_LISTED);

/** `null` when both sides agree; otherwise what is different, or that ours is not there. */
export function discrepancy(ours: PlainRow | null, theirs: PlainRow): { kind: 'missing' | 'different'; differences: Difference[] } | null {
  if (!ours) return { kind: 'missing', differences: fieldDifferences(null, theirs) };
  const compared = Object.fromEntries(Object.keys(theirs).map((field) => [field, ours[field] ?? null]));
  const differences = fieldDifferences(compared, theirs);
  return differences.length > 0 ? { kind: 'different', differences } : null;
}

/** How a run ended. */
export function runStatus(discrepancies: number, repaired: number): Extract<ReconciliationStatus, 'clean' | 'repaired' | 'unresolved'> {
  if (discrepancies === 0) return 'clean';
  return repaired === discrepancies ? 'repaired' : 'unresolved';
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The latest moment not after `now` that begins the given hour of a day, UTC. */
export function latestTurn(now: Date, hour: number): Date {
  const today = now.getTime() - (now.getTime() % DAY_MS) + hour * HOUR_MS;
  return new Date(today <= now.getTime() ? today : today - DAY_MS);
}

/** Whether an event of Stripe may still be on its way to us: Stripe sends within seconds, and again within the hour. */
export const isOnItsWay = (createdAt: Date, now: Date): boolean => createdAt <= now && now.getTime() - createdAt.getTime() < HOUR_MS / 4;

function comparable(record: object, left: ReadonlySet<string>): PlainRow {
  const entries: [string, unknown][] = Object.entries(record);
  return Object.fromEntries(entries.filter(([field]) => !left.has(field)).map(([field, value]) => [field, plain(value)]));
}

/** Columns of records are texts, numbers, claims, instants, small objects of those, or nothing. */
function plain(value: unknown): Plain {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return comparable(value, new Set());
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

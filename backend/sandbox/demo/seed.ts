import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hash } from '@node-rs/argon2';
import { type PlanCode } from '@orbisvoice/shared-dto/values';
import pg from 'pg';
import { minorUnitMicros } from '../../src/modules/billing/domain/overage.js';
import { type CatalogueEntry } from '../../src/modules/billing/domain/catalogue.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { type SandboxState } from '../stripe/core/state.js';
import { addAccount } from './account-rows.js';
import { addAlerts } from './alert-rows.js';
import { chainAudit, endChains } from './audit-rows.js';
import { type BillingHistory, liveBillingHistories } from './billing-history.js';
import { pastOf } from './billing-past.js';
import { addBilling } from './billing-rows.js';
import { addBulkRuns } from './bulk-run-rows.js';
import { addBulk } from './bulk.js';
import { addEvents } from './event-rows.js';
import { addHouse } from './house-rows.js';
import { addMails, addTemplateVersions } from './mail-rows.js';
import { usageSpans, withOverage } from './periods.js';
import { Random } from './random.js';
import { addReconciliations } from './reconciliation-rows.js';
import { addReferral, addReferralVisits } from './referral-rows.js';
import { type Story, tellStories } from './stories.js';
import { addTakeOut } from './take-out-rows.js';
import { addUsage } from './usage-rows.js';
import { addReturns } from './visitors.js';
import { addVisits } from './visits.js';
import { addWebhooks } from './webhook-rows.js';
import { RowWriter } from './writer.js';

const SEED = 20_251_101;
const EVENT_DAYS = 30;
/** In an order that foreign keys allow. */
const TABLES = [
  'tenants',
  'users',
  'agents',
  'api_keys',
  'subscriptions',
  'invoices',
  'invoice_lines',
  'payment_attempts',
  'refunds',
  'disputes',
  'billing_profiles',
  'tax_ids',
  'stripe_events',
  'mrr_movements',
  'usage_periods',
  'usage_events',
  'usage_thresholds',
  'meter_reports',
  'conversations',
  'transcript_turns',
  'tool_executions',
  'referrals',
  'referral_visits',
  'audit_subject_keys',
  'audit_entries',
  'email_template_versions',
  'email_messages',
  'email_events',
  'email_suppressions',
  'email_preferences',
  'staff_changes',
  'tenant_bulk_runs',
  'tenant_bulk_rows',
  'signals',
  'signal_places',
  'alert_rules',
  'security_alerts',
  'security_alert_steps',
  'alert_deliveries',
  'reconciliation_runs',
  'reconciliation_findings',
  'exports',
  'report_schedules',
  'report_recipients',
  'webhook_endpoints',
  'webhook_deliveries',
  'webhook_tries',
] as const;

export interface SeedOptions {
  /** Owner of the tables: the demo writes past row-level security, for all tenants at once. */
  readonly ownerUrl: string;
  /** The password of every demo log-in. */
  readonly password: string;
  /** DATA_SECRET of the application that will read this: the audit log is chained and sealed with it. */
  readonly dataSecret: string;
  /** Where the Stripe stand-in will serve this account, and the file it reads; without it the Stripe side is thrown away. */
  readonly stripe?: { readonly url: string; readonly dataFile: string };
  /** Conversations to add on top, without transcripts, for benchmarks: up to ten million. */
  readonly bulkConversations?: number;
  /** The moment the fourteen months end. */
  readonly now?: Date;
  readonly log: (line: string) => void;
}

/** Fills a migrated, empty database with forty tenants and fourteen months, consistent to the cent and to the count. */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local synchronous_commit = off');
    const counts = await seed(client, options);
    if (options.bulkConversations) await addBulk(client, options.bulkConversations, options.log);
    await client.query('commit');
    options.log(
      Object.entries(counts)
        .map(([table, count]) => `${count} ${table.replaceAll('_', ' ')}`)
        .join(', '),
    );
  } finally {
    await client.end();
  }
}

async function seed(client: pg.Client, options: SeedOptions): Promise<Record<string, number>> {
  const { rows } = await client.query<{ present: boolean; now: Date }>(
    "select exists (select 1 from tenants) as present, date_trunc('second', now()) as now",
  );
  const [first] = rows;
  if (first?.present) throw new Error('the demo needs an empty database: use --reset, or another one');
  const now = options.now ?? first?.now ?? new Date(0);
  const random = new Random(SEED);
  const stories = tellStories(random, now);
  const plans = await readPlans(client);
  const histories = await billingHistories(stories, plans, { ...options, now });
  const keys = new KeyRing(options.dataSecret);
  const writer = new RowWriter(TABLES);
  const passwordHash = await hash(options.password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  // a stream of its own: a colleague more must not change anybody's history
  const desk = new Random(SEED + 4);
  const house = addHouse(writer, { random: desk, now, passwordHash });
  addTemplateVersions(writer, now);
  // a stream of its own: a mail more must not change anybody's history
  const mails = new Random(SEED + 1);
  const links = new Random(SEED + 2);
  for (const [index, story] of stories.entries()) {
    const history = histories.get(story.tenantId);
    if (!history) throw new Error(`no billing history of ${story.name}`);
    const account = addAccount(writer, story, { random, passwordHash, now });
    const past = pastOf(history);
    const columns = addBilling(writer, story, history, { random, ownerId: account.ownerId, now, past });
    addEvents(writer, story, history);
    writer.add('tenants', { ...tenantRow(story, now), ...columns });
    const spans = withOverage(usageSpans(story, past.periods, { now, limits: plans.limits }), story.acts, plans.unitsPerCent);
    addUsage(writer, story, spans, { random, now, account, customerId: history.customer?.id ?? null });
    addMails(writer, story, index, { random: mails, now, ownerId: account.ownerId, keys });
    addReferral(writer, story, { stories, random, links, firstPaidAt: past.firstPaidAt });
    addReferralVisits(writer, story, { random: links, now });
    if (index > 0) continue;
    addTakeOut(writer, story, { random: desk, now, ownerId: account.ownerId });
    addWebhooks(writer, story, { random: new Random(SEED + 6), now, ownerId: account.ownerId, keys });
  }
  addBulkRuns(writer, stories, { random: desk, now, house, mails: { random: new Random(SEED + 5), keys } });
  addAlerts(writer, { random: desk, now, house });
  addReconciliations(writer, { random: desk, now });
  addReturns(writer, new Random(SEED + 3));
  const chains = chainAudit(writer, options.dataSecret, now);
  const counts = writer.counts();
  await writer.flush(client);
  await endChains(client, chains);
  return { ...counts, widget_visits: await addVisits(client) };
}

interface Plans {
  readonly limits: Readonly<Record<PlanCode, number>>;
  /** Conversations beyond the limit that a cent buys, on the one plan whose tenant buys them. */
  readonly unitsPerCent: number;
  /** What is sold. */
  readonly catalogue: readonly CatalogueEntry[];
}

interface PlanRow {
  readonly code: PlanCode;
  readonly name: string;
  readonly description: string;
  readonly monthly: number;
  readonly yearly: number | null;
  readonly overage: number | null;
  readonly currency: string;
  readonly lim: number;
}

async function readPlans(client: pg.Client): Promise<Plans> {
  const { rows } = await client.query<PlanRow>(
    `select code, name, description, price_monthly::int as monthly, price_yearly::int as yearly,
       overage_unit_micros as overage, currency, conversation_limit as lim
     from plans order by position`,
  );
  return {
    limits: Object.fromEntries(rows.map((row) => [row.code, row.lim])) as Record<PlanCode, number>,
    unitsPerCent: minorUnitMicros('usd') / (rows.find(({ code }) => code === 'starter')?.overage ?? Infinity),
    catalogue: rows
      .filter(({ monthly }) => monthly > 0)
      .map(({ code, name, description, monthly, yearly, overage, currency }) => {
        return { code, name, description, priceMonthly: monthly, priceYearly: yearly, overageUnitMicros: overage, currency };
      }),
  };
}

/** Plays the billing lives on a stand-in of this moment, then leaves its account where the real one will look for it. */
async function billingHistories(
  stories: readonly Story[],
  plans: Plans,
  options: SeedOptions & { now: Date },
): Promise<ReadonlyMap<string, BillingHistory>> {
  const lived = await liveBillingHistories(stories, { catalogue: plans.catalogue, now: options.now });
  if (!options.stripe) return lived.histories;
  const { url, dataFile } = options.stripe;
  await mkdir(dirname(dataFile), { recursive: true });
  await writeFile(dataFile, JSON.stringify(withoutForgotten(lived.account, options.now)).replaceAll(lived.url, url), { mode: 0o600 });
  return lived.movedTo(url);
}

/** Stripe keeps events for thirty days and the answers to repeated requests for one. */
function withoutForgotten(account: SandboxState, now: Date): SandboxState {
  const since = (days: number): number => now.getTime() / 1000 - days * 24 * 3600;
  const kept = <T>(table: Readonly<Record<string, T>>, isKept: (entry: T) => boolean): Record<string, T> =>
    Object.fromEntries(Object.entries(table).filter(([, entry]) => isKept(entry)));
  return {
    ...account,
    events: kept(account.events, ({ created }) => created >= since(EVENT_DAYS)),
    replies: kept(account.replies, ({ at }) => at >= since(1)),
  };
}

function tenantRow(story: Story, now: Date): Record<string, unknown> {
  return {
    id: story.tenantId,
    name: story.name,
    slug: story.slug,
    status: 'active',
    is_internal: false,
    billing_email: story.ownerEmail,
    time_zone: story.timeZone,
    locale: 'en',
    referral_code: story.referralCode,
    created_at: story.signedUpAt,
    updated_at: now,
  };
}

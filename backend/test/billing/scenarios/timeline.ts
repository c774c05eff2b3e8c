import pg from 'pg';
import { AccessTokens } from '../../../src/modules/auth/services/access-tokens.js';
import { BillingCatalogue } from '../../../src/modules/billing/index.js';
import { ExpireAccess } from '../../../src/modules/billing/jobs/expire-access.job.js';
import { TellExpiringSubscriptions } from '../../../src/modules/billing/jobs/expiring-subscriptions.job.js';
import { Clock } from '../../../src/platform/clock/clock.js';
import { startStripeSandbox, type StripeSandboxOptions } from '../../../sandbox/stripe/server.js';
import { givenStaff } from '../../admin/staff.js';
import { startTestApp, type TestApp, type TestOwner } from '../../harness/app.js';
import { freshDatabase, type TestDatabase } from '../../harness/postgres.js';
import { SECRET, type BillingStage } from '../billing-harness.js';
import { PlanCustomer } from '../plan-customer.js';
import { Reconciler } from '../reconciling.js';

const DAY_MS = 86_400_000;
const FAR = '9999-01-01T00:00:00Z';

/**
 * `now()` of the database, moved: found before PostgreSQL's own by everything that is not written with its schema, as usage periods are.
 * Functions that name their own search path keep the machine's time; none of them is about billing.
 */
const DATABASE_CLOCK = `
  create schema moved_clock;
  create table moved_clock.shift (by interval not null);
  insert into moved_clock.shift values (interval '0');
  create function moved_clock.now() returns timestamptz language sql stable as $$ select pg_catalog.now() + by from moved_clock.shift $$;
  grant usage on schema moved_clock to public;
  grant select on moved_clock.shift to public;
  alter table usage_events alter column at set default moved_clock.now();
  do $$ begin execute format('alter database %I set search_path = moved_clock, pg_catalog, public', current_database()); end $$;
`;

/** What a timeline begins with. */
export interface TimelineOptions extends Pick<StripeSandboxOptions, 'dunning'> {
  /** The first moment. After the present, or signatures of webhooks would be stale. */
  readonly at?: Date;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Stripe's stand-in, the API and its database on one clock that a test moves; what falls due on the way happens at its own second. */
export class Timeline implements BillingStage {
  private constructor(
    readonly app: TestApp,
    readonly stripe: BillingStage['stripe'],
  ) {}

  static async open({ at, dunning, environment }: TimelineOptions = {}): Promise<Timeline> {
    const stripe = await startStripeSandbox({ port: 0, clock: () => new Date(), dunning });
    const database = await movableDatabase();
    const app = await startTestApp({
      database,
      environment: { STRIPE_API_URL: stripe.url, STRIPE_WEBHOOK_SECRET: SECRET, ...environment },
    });
    jest.spyOn(app.get(Clock), 'now').mockImplementation(() => stripe.now());
    await app.get(BillingCatalogue).sync();
    stripe.setWebhook(`${app.url}/api/webhooks/stripe`, SECRET);
    const timeline = new Timeline(app, stripe);
    if (at) await timeline.jump(at);
    return timeline;
  }

  get now(): Date {
    return this.stripe.now();
  }

  /** Somebody who signs up now and stays signed in, whatever the time. */
  async customer(): Promise<PlanCustomer> {
    return new PlanCustomer(this, await this.signedIn(await this.app.signUp()));
  }

  /** Somebody of staff who compares Stripe with ours. */
  async reconciler(): Promise<Reconciler> {
    return new Reconciler(this, await this.signedIn(await givenStaff(this.app)));
  }

  /** Lets every webhook arrive and be worked. */
  async settle(): Promise<void> {
    await this.stripe.flush();
    await this.app.settle();
  }

  /** Goes to a moment in one step: everything due on the way has happened at Stripe before any of it is heard of here. */
  async jump(to: Date): Promise<void> {
    await this.pass(to);
    await this.settle();
  }

  /** Goes to a moment and lets the events arrive; nobody works them yet. */
  async pass(to: Date): Promise<void> {
    await this.app.owner.query('update moved_clock.shift set by = make_interval(secs => $1)', [(to.getTime() - Date.now()) / 1_000]);
    this.stripe.advance(to);
    await this.stripe.settled();
  }

  /** Lives through the days one by one, with the jobs that look at the clock. */
  async live(days: number): Promise<void> {
    const start = this.now.getTime();
    for (let day = Math.min(1, days); day <= days; day += 1) await this.liveUntil(new Date(start + day * DAY_MS));
  }

  /** One step, with the jobs that look at the clock. */
  async liveUntil(to: Date): Promise<void> {
    await this.jump(to);
    await this.app.get(ExpireAccess).run();
    await this.app.get(TellExpiringSubscriptions).run();
    await this.app.settle();
  }

  async close(): Promise<void> {
    await this.stripe.close();
    await this.app.close();
  }

  /** The session lasts for ever, and its token is always new. */
  private async signedIn(owner: TestOwner): Promise<TestOwner> {
    const claims = this.app.get(AccessTokens).verify(owner.token);
    if (!claims) throw new Error('a token that was just given is not valid');
    const { app } = this;
    await this.app.owner.query('update sessions set expires_at = $2 where id = $1', [claims.sessionId, FAR]);
    return {
      ...owner,
      get token() {
        return app.get(AccessTokens).sign(claims).accessToken;
      },
    };
  }
}

async function movableDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(DATABASE_CLOCK);
  } finally {
    await client.end();
  }
  return database;
}

/** The first such day after the present that leaves room for what comes before it. */
export function upcoming(month: number, day: number, hour = 10): Date {
  const year = new Date().getUTCFullYear() + 1;
  for (let ahead = 0; ; ahead += 1) {
    const at = new Date(Date.UTC(year + ahead, month - 1, day, hour));
    if (at.getUTCDate() === day) return at;
  }
}

const CARD = { expiry: '12/40', cvc: '123', name: 'Olga Owner', email: 'olga@metered.example' };

/** Sends a form of the stand-in's pages, like a browser. */
async function send(url: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { status } = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  if (status !== 303 && status !== 402) throw new Error(`${url} answered ${status}`);
}

/** Pays on the hosted page of an invoice; a card that asks for 3-D Secure is answered as told. */
export async function payOnInvoice(url: string, number: string, answer?: 'approve' | 'decline'): Promise<void> {
  await send(`${url}/pay`, { ...CARD, number });
  if (answer) await send(`${url}/challenge`, { answer });
}

/** Changes the card in Stripe's portal, as an owner would. */
export async function changeCard(customer: PlanCustomer, number: string): Promise<void> {
  const request = { token: customer.owner.token, body: { flow: 'payment_method' } };
  const { body } = await customer.stage.app.request<{ url: string }>('POST', '/billing/portal', request);
  await send(`${body.url}/card`, { ...CARD, number });
}

/** Buys on Stripe's page with a card that asks for 3-D Secure, and passes it. */
export async function buyWithChallenge(customer: PlanCustomer, tier: 'starter' | 'professional'): Promise<void> {
  const { body } = await customer.change(tier);
  await send(body.url ?? '', { ...CARD, number: CARD_OF_EVERY_CHALLENGE });
  await send(`${body.url}/challenge`, { answer: 'approve' });
}

export const GOOD_CARD = '4242424242424242';
/** Asks for 3-D Secure on every charge. */
export const CARD_OF_EVERY_CHALLENGE = '4000002760003184';

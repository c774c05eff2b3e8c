import { monthlyLookupKey, PLAN_CODES, type PlanCode } from '@orbisvoice/shared-dto/values';
import Stripe from 'stripe';
import { startStripeSandbox, type StripeSandbox } from '../stripe/server.js';
import { type Act, type Story } from './stories.js';

const PAYING_CARD = '4242424242424242';
const FAILING_CARD = '4000000000000341';
const SECRET_KEY = 'sk_test_demo';

/** Every tenant's history, and where the stand-in was while it happened. */
export interface LivedHistories {
  readonly url: string;
  readonly histories: Map<string, BillingHistory>;
  movedTo(url: string): Map<string, BillingHistory>;
}

/** What the whole platform charged at a moment, for one tenant: the points of its MRR line. */
export interface MrrPoint {
  readonly at: Date;
  readonly plan: PlanCode;
  /** Minor units a month from this moment on. */
  readonly mrr: number;
}

/** One billing period a tenant was entitled to. */
export interface PaidPeriod {
  readonly start: Date;
  readonly end: Date;
  readonly plan: PlanCode;
}

/** A tenant's past as Stripe's stand-in recorded it. */
export interface BillingHistory {
  readonly customerId: string | null;
  readonly subscriptions: readonly Stripe.Subscription[];
  readonly invoices: readonly Stripe.Invoice[];
  readonly points: readonly MrrPoint[];
  readonly periods: readonly PaidPeriod[];
}

export interface HistoryOptions {
  /** Where the account is kept. */
  readonly dataFile: string;
  readonly prices: Readonly<Record<PlanCode, { amount: number; name: string }>>;
  readonly now: Date;
}

/**
 * Lets every tenant live its billing life on the Stripe stand-in, through the official SDK and the hosted page, with the clock moved to each
 * day in turn. What comes out cannot disagree with what the stand-in will answer later.
 */
export async function liveBillingHistories(stories: readonly Story[], options: HistoryOptions): Promise<LivedHistories> {
  let at = options.now;
  const sandbox = await startStripeSandbox({ port: 0, dataFile: options.dataFile, clock: () => at });
  try {
    const stripe = new Stripe(SECRET_KEY, {
      host: '127.0.0.1',
      port: sandbox.port,
      protocol: 'http',
      telemetry: false,
      maxNetworkRetries: 0,
    });
    const player = new Player(stripe, sandbox, (moment) => (at = moment));
    at = new Date(Math.min(...stories.map((story) => story.signedUpAt.getTime())));
    await player.createCatalogue(options.prices);
    const histories = new Map<string, BillingHistory>();
    for (const story of stories) histories.set(story.tenantId, await player.live(story, options.now));
    return {
      url: sandbox.url,
      histories,
      movedTo: (url) => new Map([...histories].map(([tenant, history]) => [tenant, moved(history, sandbox.url, url)])),
    };
  } finally {
    await sandbox.close();
  }
}

/** The same history with hosted links to where the account will be served. */
function moved(history: BillingHistory, from: string, to: string): BillingHistory {
  const link = (url: string | null | undefined): string | null => url?.replace(from, to) ?? null;
  return {
    ...history,
    invoices: history.invoices.map((invoice) => ({
      ...invoice,
      hosted_invoice_url: link(invoice.hosted_invoice_url),
      invoice_pdf: link(invoice.invoice_pdf),
    })),
  };
}

class Player {
  private readonly prices = new Map<PlanCode, string>();
  private amounts: HistoryOptions['prices'] | null = null;

  constructor(
    private readonly stripe: Stripe,
    private readonly sandbox: StripeSandbox,
    private readonly moveTo: (moment: Date) => void,
  ) {}

  /** Products and prices under the keys by which the product finds them. */
  async createCatalogue(prices: HistoryOptions['prices']): Promise<void> {
    this.amounts = prices;
    for (const plan of PLAN_CODES.slice(1)) {
      const { name, amount } = prices[plan];
      const product = await this.stripe.products.create({ name: `OrbisVoice ${name}`, metadata: { plan_code: plan } });
      const price = await this.stripe.prices.create({
        product: product.id,
        currency: 'usd',
        unit_amount: amount,
        recurring: { interval: 'month' },
        lookup_key: monthlyLookupKey(plan),
        metadata: { plan_code: plan },
      });
      this.prices.set(plan, price.id);
    }
  }

  async live(story: Story, now: Date): Promise<BillingHistory> {
    const points: MrrPoint[] = [];
    const periods: PaidPeriod[] = [];
    let customerId: string | null = null;
    let current: Stripe.Subscription | null = null;
    for (const act of [...story.acts, null]) {
      const until = act?.at ?? now;
      if (current) current = this.renewUntil(current, until, { points, periods });
      if (!act) break;
      this.moveTo(act.at);
      if (act.kind === 'subscribe') {
        customerId ??= (await this.customer(story)).id;
        current = await this.checkOut(story, customerId, act);
        periods.push(periodOf(current, act.plan));
      } else if (current) {
        current = act.kind === 'change' ? await this.change(current, act) : await this.cancelAtPeriodEnd(current);
        if (act.kind === 'change') periods.push(...split(periods, act));
      }
      if (act.kind !== 'cancel') points.push({ at: act.at, plan: act.plan, mrr: this.amountOf(act.plan) });
    }
    return { customerId, ...(await this.recorded(customerId)), points, periods };
  }

  /** Plays every period end before `until`: renewals, failed ones, and the end of what was cancelled. */
  private renewUntil(
    subscription: Stripe.Subscription,
    until: Date,
    history: { points: MrrPoint[]; periods: PaidPeriod[] },
  ): Stripe.Subscription | null {
    let current = subscription;
    for (;;) {
      const end = new Date((current.items.data[0]?.current_period_end ?? 0) * 1000);
      if (end >= until || current.status !== 'active') return current;
      this.moveTo(end);
      current = this.sandbox.renew(current.id);
      if (current.status === 'canceled') {
        history.points.push({ at: end, plan: 'free', mrr: 0 });
        return null;
      }
      history.periods.push(periodOf(current, this.planOf(current)));
    }
  }

  private customer(story: Story): Promise<Stripe.Customer> {
    return this.stripe.customers.create({ email: story.ownerEmail, name: story.name, metadata: { tenant_id: story.tenantId } });
  }

  /** Pays on the hosted page, as a browser would. */
  private async checkOut(story: Story, customer: string, act: Act): Promise<Stripe.Subscription> {
    const session = await this.stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      client_reference_id: story.tenantId,
      line_items: [{ price: this.priceOf(act.plan), quantity: 1 }],
      subscription_data: { metadata: { tenant_id: story.tenantId, plan_code: act.plan } },
      success_url: 'http://localhost/billing?checkout=success',
      cancel_url: 'http://localhost/billing?checkout=canceled',
    });
    const number = act.card === 'fails' ? FAILING_CARD : PAYING_CARD;
    const form = { email: story.ownerEmail, number, expiry: '11 / 34', cvc: '123', name: story.ownerName };
    const answer = await fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    if (answer.status !== 303) throw new Error(`the hosted page answered ${answer.status} for ${story.name}`);
    const { subscription } = await this.stripe.checkout.sessions.retrieve(session.id);
    return this.stripe.subscriptions.retrieve(typeof subscription === 'string' ? subscription : (subscription?.id ?? ''));
  }

  private change(subscription: Stripe.Subscription, act: Act): Promise<Stripe.Subscription> {
    return this.stripe.subscriptions.update(subscription.id, {
      items: [{ id: subscription.items.data[0]?.id ?? '', price: this.priceOf(act.plan) }],
      proration_behavior: this.amountOf(act.plan) > this.amountOf(this.planOf(subscription)) ? 'always_invoice' : 'none',
      metadata: { plan_code: act.plan },
    });
  }

  private cancelAtPeriodEnd(subscription: Stripe.Subscription): Promise<Stripe.Subscription> {
    return this.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'unused' },
    });
  }

  private async recorded(customer: string | null): Promise<Pick<BillingHistory, 'subscriptions' | 'invoices'>> {
    if (!customer) return { subscriptions: [], invoices: [] };
    const subscriptions = await this.stripe.subscriptions.list({ customer, status: 'all', limit: 100 });
    const invoices = await this.stripe.invoices.list({ customer, limit: 100 });
    return { subscriptions: subscriptions.data, invoices: invoices.data };
  }

  private priceOf(plan: PlanCode): string {
    const id = this.prices.get(plan);
    if (!id) throw new Error(`no price of ${plan}`);
    return id;
  }

  private amountOf(plan: PlanCode): number {
    return this.amounts?.[plan].amount ?? 0;
  }

  private planOf(subscription: Stripe.Subscription): PlanCode {
    const price = subscription.items.data[0]?.price.id;
    const entry = [...this.prices].find(([, id]) => id === price);
    if (!entry) throw new Error(`subscription ${subscription.id} has an unknown price`);
    return entry[0];
  }
}

function periodOf(subscription: Stripe.Subscription, plan: PlanCode): PaidPeriod {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`subscription ${subscription.id} has no item`);
  return { start: new Date(item.current_period_start * 1000), end: new Date(item.current_period_end * 1000), plan };
}

/** A change within a period keeps the period and takes the greater plan from then on: the last period is replaced. */
function split(periods: PaidPeriod[], act: Act): PaidPeriod[] {
  const last = periods.pop();
  if (!last) return [];
  const isUpgrade = PLAN_CODES.indexOf(act.plan) > PLAN_CODES.indexOf(last.plan);
  return [{ ...last, plan: isUpgrade ? act.plan : last.plan }];
}

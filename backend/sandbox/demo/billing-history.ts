import Stripe from 'stripe';
import type { CatalogueEntry } from '../../src/modules/billing/domain/catalogue.js';
import type { SandboxState } from '../stripe/core/state.js';
import { chargeOfInvoice } from '../stripe/objects/charges.js';
import { startStripeSandbox, type StripeSandbox } from '../stripe/server.js';
import { StripeLife } from './stripe-life.js';
import type { Act, Story } from './stories.js';

const SECRET_KEY = 'sk_test_demo';

/** A tenant's past as Stripe's stand-in recorded it: what there is now, and everything that happened on the way. */
export interface BillingHistory {
  readonly customer: Stripe.Customer | null;
  readonly card: Stripe.PaymentMethod | null;
  readonly taxIds: readonly Stripe.TaxId[];
  /** Newest first, with what our record of them is made of. */
  readonly subscriptions: readonly Stripe.Subscription[];
  readonly invoices: readonly Stripe.Invoice[];
  readonly refunds: readonly Stripe.Refund[];
  readonly disputes: readonly Stripe.Dispute[];
  /** The invoice that a charge paid. */
  readonly invoiceOfCharge: ReadonlyMap<string, string>;
  /** Oldest first. */
  readonly events: readonly Stripe.EventBase[];
  /** The whole price list, by id. */
  readonly prices: readonly Stripe.Price[];
}

/** Every tenant's history, and where the stand-in was while it happened. */
export interface LivedHistories {
  readonly url: string;
  /** The stand-in's whole account at the end. */
  readonly account: SandboxState;
  readonly histories: ReadonlyMap<string, BillingHistory>;
  movedTo(url: string): Map<string, BillingHistory>;
}

export interface HistoryOptions {
  readonly catalogue: readonly CatalogueEntry[];
  readonly now: Date;
}

/**
 * Lets all tenants live their billing lives side by side on the Stripe stand-in, day by day, with renewals, failed cards and schedules coming due in
 * between. What comes out cannot disagree with what the stand-in will answer later.
 */
export async function liveBillingHistories(stories: readonly Story[], options: HistoryOptions): Promise<LivedHistories> {
  let at = new Date(Math.min(...stories.map((story) => story.signedUpAt.getTime())));
  const sandbox = await startStripeSandbox({ port: 0, clock: () => at });
  try {
    const stripe = connect(sandbox.port);
    const life = new StripeLife(stripe, sandbox);
    const moveTo = (moment: Date): void => {
      at = moment;
      // the clock is ours, so this only does what has come due
      sandbox.advance(moment);
    };
    moveTo(at);
    await life.createCatalogue(options.catalogue);
    for (const { story, act } of inOrder(stories)) {
      moveTo(act.at);
      await perform(life, story, act);
    }
    moveTo(options.now);
    const prices = (await stripe.prices.list({ limit: 100 })).data;
    const histories = new Map<string, BillingHistory>();
    for (const story of stories) {
      histories.set(story.tenantId, await recorded({ stripe, sandbox, prices }, life.customerOf(story.tenantId)));
    }
    return {
      url: sandbox.url,
      account: sandbox.state,
      histories,
      movedTo: (url) => new Map([...histories].map(([tenant, history]) => [tenant, moved(history, sandbox.url, url)])),
    };
  } finally {
    await sandbox.close();
  }
}

function connect(port: number): Stripe {
  return new Stripe(SECRET_KEY, { host: '127.0.0.1', port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 });
}

function inOrder(stories: readonly Story[]): { story: Story; act: Act }[] {
  return stories.flatMap((story) => story.acts.map((act) => ({ story, act }))).sort((a, b) => a.act.at.getTime() - b.act.at.getTime());
}

async function perform(life: StripeLife, story: Story, act: Act): Promise<void> {
  switch (act.kind) {
    case 'subscribe':
      return life.subscribe(story, act);
    case 'change':
      return life.change(story, act);
    case 'cancel':
      return life.cancel(story);
    case 'refund':
      return life.refund(story, act);
    case 'dispute':
      return life.dispute(story);
    case 'decide':
      return life.decide(story, act);
    case 'sellOverage':
      return life.sellOverage(story, act);
    case 'report':
      return life.report(story, act);
  }
}

interface Account {
  readonly stripe: Stripe;
  readonly sandbox: StripeSandbox;
  readonly prices: readonly Stripe.Price[];
}

const NOTHING = { customer: null, card: null, taxIds: [], subscriptions: [], invoices: [], refunds: [], disputes: [], events: [] };

async function recorded({ stripe, sandbox, prices }: Account, customerId: string | null): Promise<BillingHistory> {
  if (!customerId) return { ...NOTHING, invoiceOfCharge: new Map<string, string>(), prices };
  const { state } = sandbox;
  const parts = ['data.discounts.source.coupon', 'data.schedule.phases.items.price'];
  const [subscriptions, invoices, taxIds] = await Promise.all([
    stripe.subscriptions.list({ customer: customerId, status: 'all', limit: 100, expand: parts }).autoPagingToArray({ limit: 1000 }),
    stripe.invoices.list({ customer: customerId, limit: 100 }).autoPagingToArray({ limit: 1000 }),
    stripe.customers.listTaxIds(customerId),
  ]);
  const invoiceOfCharge = new Map(
    invoices.flatMap(({ id }) => (chargeOfInvoice(state, id) ? [[chargeOfInvoice(state, id)?.id ?? '', id]] : [])),
  );
  const isOwn = ({ charge }: { charge: string | { id: string } | null }): boolean => invoiceOfCharge.has(idOf(charge));
  const customer = state.customers[customerId] ?? null;
  const method =
    subscriptions.find(({ ended_at: end }) => end === null)?.default_payment_method ?? customer?.invoice_settings.default_payment_method;
  return {
    customer,
    card: state.paymentMethods[idOf(method)] ?? null,
    taxIds: taxIds.data,
    subscriptions,
    invoices,
    refunds: Object.values(state.refunds).filter(isOwn),
    disputes: Object.values(state.disputes).filter(isOwn),
    invoiceOfCharge,
    events: Object.values(state.events).filter(({ data }) => isAbout(data.object, customerId, invoiceOfCharge)),
    prices,
  };
}

const idOf = (reference: string | { id: string } | null | undefined): string =>
  typeof reference === 'string' ? reference : (reference?.id ?? '');

/** Disputes name a charge and no customer. */
function isAbout(object: object, customerId: string, charges: ReadonlyMap<string, string>): boolean {
  if ('customer' in object && object.customer === customerId) return true;
  return 'charge' in object && typeof object.charge === 'string' && charges.has(object.charge);
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

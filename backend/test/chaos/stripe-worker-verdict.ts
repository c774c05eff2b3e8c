import type pg from 'pg';
import type { InboxMessage } from '../../sandbox/mail/index.js';
import type { StripeSandbox } from '../../sandbox/stripe/server.js';
import type { StripeLives } from './stripe-lives.js';

interface Evidence {
  readonly owner: pg.Pool;
  readonly stripe: StripeSandbox;
  readonly mails: readonly InboxMessage[];
  readonly lives: StripeLives;
  /** Events from before there was anybody to send them to. */
  readonly unsent: ReadonlySet<string>;
}

interface Verdict {
  readonly checks: Readonly<Record<string, boolean>>;
  readonly counts: Readonly<Record<string, number>>;
}

interface Movement {
  readonly tenant_id: string;
  readonly mrr_before: string;
  readonly mrr_after: string;
  readonly source_event_id: string | null;
}

const messageIdOf = ({ headers }: InboxMessage): string => headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '';
const distinct = (values: readonly string[]): number => new Set(values).size;
/** Whether there is exactly one of each; says on stderr what is missing, too much or double. */
function isOnce(values: readonly string[], expected: readonly string[]): boolean {
  const wrong = {
    missing: expected.filter((value) => !values.includes(value)),
    unexpected: values.filter((value) => !expected.includes(value)),
    double: values.filter((value, index) => values.indexOf(value) !== index),
  };
  const isRight = Object.values(wrong).every((list) => list.length === 0);
  if (!isRight) process.stderr.write(`${JSON.stringify(wrong)}\n`);
  return isRight;
}

/** Compares what the platform concluded, told and mailed with what Stripe's side says. */
export async function judge({ owner, stripe, mails, lives, unsent }: Evidence): Promise<Verdict> {
  const column = async (sql: string): Promise<string[]> => (await owner.query<{ value: string }>(sql)).rows.map(({ value }) => value);
  const audited = (action: string): Promise<string[]> => column(`select target_id as value from audit_entries where action = '${action}'`);
  const told = (name: string): Promise<string[]> =>
    column(`select payload ->> 'subscriptionId' as value from outbox_events where name = '${name}'`);
  const ofInvoices = (id: string, from: string): Promise<string[]> =>
    column(`select coalesce(i.stripe_invoice_id, ${id}) as value from ${from} left join invoices i on i.id::text = ${id}`);

  const subscriptions = Object.values(stripe.state.subscriptions);
  const ended = subscriptions.filter(({ status }) => status === 'canceled').map(({ id }) => id);
  const ids = subscriptions.map(({ id }) => id);
  const paid = Object.values(stripe.state.invoices).filter(({ status }) => status === 'paid');
  const paidIds = paid.map(({ id }) => id ?? '');
  const emitted = Object.keys(stripe.state.events).filter((id) => !unsent.has(id));
  const stored = await column('select id as value from stripe_events');
  const unfinished = await column(`select id as value from stripe_events where status not in ('done', 'ignored')`);
  const { rows: movements } = await owner.query<Movement>(
    'select tenant_id, mrr_before, mrr_after, source_event_id from mrr_movements order by occurred_at, id',
  );
  const mailed = await ofInvoices('m.dedupe_key', `(select * from email_messages where template = 'invoice-paid') m`);
  const sent = await column(`select provider_message_id as value from email_messages where status = 'sent'`);
  const orders = await column('select id::text as value from email_messages');
  const mailIds = mails.map(messageIdOf);

  return {
    checks: {
      'every event of Stripe is stored and finished': unfinished.length === 0 && isOnce(stored, emitted),
      'every subscription is as Stripe has it': await areAlike(owner, stripe),
      'each tenant’s MRR movements join up and end at what Stripe bills': lives.customers.every(({ tenantId, subscriptionId }) =>
        joinsUp(
          movements.filter((one) => one.tenant_id === tenantId),
          billedBy(stripe, subscriptionId),
        ),
      ),
      'no event moved MRR twice': isFree(movements.flatMap(({ source_event_id: id }) => id ?? [])),
      'each subscription was told of and audited once':
        isOnce(await audited('subscription.created'), ids) && isOnce(await told('subscription.created'), ids),
      'each end was told of and audited once':
        isOnce(await audited('subscription.canceled'), ended) && isOnce(await told('subscription.canceled'), ended),
      'each paid invoice was told of and audited once':
        isOnce(
          await audited('invoice.paid'),
          paid.map(({ number, id }) => number ?? id ?? ''),
        ) && isOnce(await ofInvoices(`o.payload ->> 'invoiceId'`, `(select * from outbox_events where name = 'invoice.paid') o`), paidIds),
      'each paid invoice was mailed once': isOnce(mailed, paidIds),
      'every mail was sent, a repeat under the same Message-ID': orders.length === sent.length && distinct(mailIds) === sent.length,
    },
    counts: {
      events: stored.length,
      subscriptions: ids.length,
      ended: ended.length,
      paidInvoices: paidIds.length,
      movements: movements.length,
      mails: sent.length,
      mailsRepeated: mailIds.length - distinct(mailIds),
    },
  };
}

const isFree = (values: readonly string[]): boolean => distinct(values) === values.length;

function billedBy(stripe: StripeSandbox, subscriptionId: string): number {
  const subscription = stripe.state.subscriptions[subscriptionId];
  return subscription?.status === 'active' ? (subscription.items.data[0]?.price.unit_amount ?? Number.NaN) : 0;
}

function joinsUp(movements: readonly Movement[], end: number): boolean {
  let at = 0;
  for (const { mrr_before: before, mrr_after: after } of movements) {
    if (Number(before) !== at) return false;
    at = Number(after);
  }
  return at === end && movements.length > 0;
}

async function areAlike(owner: pg.Pool, stripe: StripeSandbox): Promise<boolean> {
  const { rows } = await owner.query<{ id: string; status: string; amount: string }>(
    'select stripe_subscription_id as id, status, amount from subscriptions',
  );
  const theirs = Object.values(stripe.state.subscriptions);
  return (
    rows.length === theirs.length &&
    theirs.every(({ id, status, items }) =>
      rows.some((row) => row.id === id && row.status === status && Number(row.amount) === items.data[0]?.price.unit_amount),
    )
  );
}

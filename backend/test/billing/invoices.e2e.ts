import type { InvoiceDetail, InvoiceLinks, InvoicePage } from '@orbisvoice/shared-dto';
import { InvoiceReader } from '../../src/modules/billing/services/invoice-reader.service.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { newId } from '../../src/platform/database/ids.js';
import { buy, givenSignedInOwner, openBillingStage, renew, type BillingStage } from './billing-harness.js';

let stage: BillingStage;
let actor: Actor;
let token: string;

beforeAll(async () => {
  stage = await openBillingStage();
  ({ actor, token } = await givenSignedInOwner(stage.app));
  await buy(stage, actor, 'starter');
}, 60_000);
afterAll(() => stage.close());

async function invoices(): Promise<InvoicePage> {
  return (await stage.app.request<InvoicePage>('GET', '/billing/invoices', { token })).body;
}
const onlyId = async (): Promise<string> => (await invoices()).items[0]?.id ?? '';

describe('GET /billing/invoices', () => {
  it('lists what was billed, with everything that was paid and nothing given back', async () => {
    expect(await invoices()).toMatchObject({
      total: 1,
      items: [
        { status: 'paid', total: 2_900, amountPaid: 2_900, amountRemaining: 0, amountRefunded: 0, isDisputed: false, tier: 'starter' },
      ],
    });
  });

  it('shows no draft, not even by its id', async () => {
    const id = await onlyId();
    await stage.app.owner.query(`update invoices set status = 'draft' where id = $1`, [id]);
    expect(await invoices()).toMatchObject({ total: 0, items: [] });
    expect(await stage.app.request('GET', `/billing/invoices/${id}`, { token })).toMatchObject({ status: 404 });
    expect(await stage.app.request('GET', `/billing/invoices/${id}/links`, { token })).toMatchObject({ status: 404 });
    expect(await stage.app.request('GET', '/billing/invoices?status=draft', { token })).toMatchObject({ status: 400 });
    await stage.app.owner.query(`update invoices set status = 'paid' where id = $1`, [id]);
  });
});

describe('GET /billing/invoices/:id', () => {
  it('shows the lines with what was used, and the attempt that paid', async () => {
    await stage.app.request('POST', '/billing/usage', { token, body: [{ key: 'a' }, { key: 'b', quantity: 2 }] });
    const { status, body } = await stage.app.request<InvoiceDetail>('GET', `/billing/invoices/${await onlyId()}`, { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subtotal: 2_900,
      discount: 0,
      creditApplied: 0,
      lines: [{ kind: 'plan', amount: 2_900, quantity: 1, conversations: 3, periodEnd: body.periodEnd }],
      attempts: [{ outcome: 'paid', reason: null, nextAttemptAt: null }],
      refunds: [],
      disputes: [],
    });
    expect(body.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(body.subtotal);
  });

  it('adds the conversations of every month of a longer line up, and says nothing where no usage period begins', async () => {
    const { stripeInvoiceId } = await lineRow();
    await stage.app.owner.query(
      `insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling, used)
       values ($1, '2001-01-01Z', '2001-02-01Z', 10, 10, 4), ($1, '2001-02-01Z', '2001-03-01Z', 10, 10, 5)`,
      [actor.tenantId],
    );
    await addLine(stripeInvoiceId, 'plan', ['2001-01-01Z', '2002-01-01Z']);
    await addLine(stripeInvoiceId, 'proration', ['2001-01-01Z', '2002-01-01Z']);
    await addLine(stripeInvoiceId, 'overage', ['1999-01-01Z', '1999-02-01Z']);
    const { lines } = await stage.app.get(InvoiceReader).detail(actor.tenantId, await onlyId());
    expect(lines.slice(1).map(({ kind, conversations }) => [kind, conversations])).toEqual([
      ['plan', 9],
      ['proration', null],
      ['overage', null],
    ]);
    await stage.app.owner.query(`delete from invoice_lines where tenant_id = $1 and position > 0`, [actor.tenantId]);
  });

  it('is not found for an id of nobody, and refused without a token', async () => {
    const answer = await stage.app.request('GET', `/billing/invoices/${newId()}`, { token });
    expect(answer).toMatchObject({ status: 404, body: { code: 'billing.invoice_not_found' } });
    expect(await stage.app.request('GET', `/billing/invoices/${newId()}`)).toMatchObject({ status: 401 });
    expect(await stage.app.request('GET', '/billing/invoices/nonsense', { token })).toMatchObject({ status: 400 });
  });
});

describe('GET /billing/invoices/:id/links', () => {
  const links = async () => stage.app.request<InvoiceLinks>('GET', `/billing/invoices/${await onlyId()}/links`, { token });
  const age = (interval: string) =>
    stage.app.owner.query(
      `update invoices set links_fetched_at = now() - $2::interval, hosted_url = 'https://old.example/1' where tenant_id = $1`,
      [actor.tenantId, interval],
    );

  it('keeps what is younger than a day and asks anew for what is older', async () => {
    await age('23 hours');
    expect(await links()).toMatchObject({ status: 200, body: { hostedUrl: 'https://old.example/1' } });
    await age('25 hours');
    const { body } = await links();
    expect(body.hostedUrl).toContain(stage.stripe.url);
    expect(body.pdfUrl).toContain(stage.stripe.url);
    const { rows } = await stage.app.owner.query<{ young: boolean; hosted_url: string }>(
      `select links_fetched_at > now() - interval '1 minute' as young, hosted_url from invoices where tenant_id = $1`,
      [actor.tenantId],
    );
    expect(rows).toEqual([{ young: true, hosted_url: body.hostedUrl }]);
  });
});

describe('an invoice', () => {
  it('is mirrored again when the next period is billed, each with its own lines', async () => {
    await renew(stage, actor, 'invoice.paid');
    const { items } = await invoices();
    expect(items).toHaveLength(2);
    const { rows } = await stage.app.owner.query(
      'select stripe_invoice_id, count(*)::int as lines from invoice_lines where tenant_id = $1 group by 1',
      [actor.tenantId],
    );
    expect(rows.map(({ lines }: { lines: number }) => lines)).toEqual([1, 1]);
  });
});

async function lineRow(): Promise<{ stripeInvoiceId: string }> {
  const { rows } = await stage.app.owner.query<{ stripeInvoiceId: string }>(
    `select stripe_invoice_id as "stripeInvoiceId" from invoice_lines where tenant_id = $1`,
    [actor.tenantId],
  );
  return rows[0] ?? { stripeInvoiceId: '' };
}

let added = 0;
async function addLine(stripeInvoiceId: string, kind: string, [start, end]: [string, string]): Promise<void> {
  added += 1;
  await stage.app.owner.query(
    `insert into invoice_lines (id, tenant_id, stripe_invoice_id, stripe_line_id, position, kind, description, amount, period_start, period_end)
     values ($1::uuid, $2, $3, 'il_' || $1::uuid, $4, $5, 'added', 0, $6, $7)`,
    [newId(), actor.tenantId, stripeInvoiceId, added, kind, start, end],
  );
}

import type { InvoiceDetail, InvoicePage } from '@orbisvoice/shared-dto';
import { auditOf, expectConverged, movementsOf } from '../converged.js';
import type { PlanCustomer } from '../plan-customer.js';
import { Timeline, upcoming } from './timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(4, 4) });
}, 60_000);
afterAll(() => timeline.close());

async function latest({ owner }: PlanCustomer): Promise<InvoiceDetail> {
  const { body } = await timeline.app.request<InvoicePage>('GET', '/billing/invoices', { token: owner.token });
  const { id } = body.items[0] ?? {};
  return (await timeline.app.request<InvoiceDetail>('GET', `/billing/invoices/${id}`, { token: owner.token })).body;
}

/** Two months paid. */
async function givenPayer(): Promise<{ customer: PlanCustomer; invoiceId: string }> {
  const customer = await timeline.customer();
  await customer.buy('professional');
  await timeline.jump(new Date(timeline.now.getTime() + 32 * 86_400_000));
  const invoice = (await customer.invoicesAtStripe()).at(-1);
  return { customer, invoiceId: invoice?.id ?? '' };
}

it('money that goes back, in part and then in whole, is shown; plan, limit and revenue stay', async () => {
  const { customer, invoiceId } = await givenPayer();
  timeline.stripe.refund(invoiceId, 2_500);
  await timeline.settle();
  await expectConverged(customer);
  expect(await latest(customer)).toMatchObject({ status: 'paid', amountPaid: 9_900, amountRefunded: 2_500, refunds: [{ amount: 2_500 }] });
  timeline.stripe.refund(invoiceId);
  await timeline.settle();
  await expectConverged(customer);
  expect(await latest(customer)).toMatchObject({ amountRefunded: 9_900, refunds: [{}, {}] });
  expect(await movementsOf(timeline, customer.tenantId)).toHaveLength(1);
  expect((await auditOf(customer)).filter((action) => action === 'invoice.refunded')).toHaveLength(2);
  await timeline.jump(new Date(timeline.now.getTime() + 31 * 86_400_000));
  const { invoices } = await expectConverged(customer);
  expect(invoices).toHaveLength(3);
  expect(await latest(customer)).toMatchObject({ amountRefunded: 0 });
});

it.each(['won', 'lost'] as const)(
  'a dispute of a renewal is shown, keeps the plan through the next renewal, and is %s',
  async (outcome) => {
    const { customer, invoiceId } = await givenPayer();
    const { id } = timeline.stripe.dispute(invoiceId);
    await timeline.settle();
    await expectConverged(customer);
    expect(await latest(customer)).toMatchObject({ isDisputed: true, disputes: [{ status: 'needs_response', amount: 9_900 }] });
    const disputed = await latest(customer);
    await timeline.jump(new Date(timeline.now.getTime() + 31 * 86_400_000));
    await expectConverged(customer);
    timeline.stripe.closeDispute(id, outcome);
    await timeline.settle();
    await expectConverged(customer);
    const { body } = await timeline.app.request<InvoiceDetail>('GET', `/billing/invoices/${disputed.id}`, { token: customer.owner.token });
    expect(body).toMatchObject({ isDisputed: false, disputes: [{ status: outcome, closedAt: expect.any(String) }] });
    expect(await customer.subscription()).toMatchObject({ tier: 'professional', status: 'active' });
    expect((await auditOf(customer)).filter((action) => action.startsWith('dispute.'))).toEqual(['dispute.opened', 'dispute.closed']);
    expect(await movementsOf(timeline, customer.tenantId)).toHaveLength(1);
  },
);

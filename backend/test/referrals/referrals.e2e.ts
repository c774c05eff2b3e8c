import { ReferralCode, ReferralPage } from '@orbisvoice/shared-dto';
import { DisputeClosed } from '../../src/modules/billing/events/dispute-closed.event.js';
import { InvoiceRefunded } from '../../src/modules/billing/events/invoice-refunded.event.js';
import { InvoicePaid } from '../../src/modules/billing/index.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { publish } from '../email/mails.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const codeOf = async (owner: TestOwner): Promise<ReferralCode> =>
  ReferralCode.parse((await app.request('GET', '/referrals/code', { token: owner.token })).body);
const listOf = async (owner: TestOwner, query = ''): Promise<ReferralPage> =>
  ReferralPage.parse((await app.request('GET', `/referrals${query}`, { token: owner.token })).body);

const paid = (owner: TestOwner, invoiceId: string, total = 2900) =>
  publish(
    app,
    owner.tenantId,
    new InvoicePaid({
      invoiceId,
      number: invoiceId,
      total,
      tax: 0,
      currency: 'usd',
      tier: 'starter',
      planName: 'Starter',
      periodStart: '2026-11-01T00:00:00.000Z',
      periodEnd: '2026-12-01T00:00:00.000Z',
      paidAt: '2026-11-01T00:00:00.000Z',
      hostedUrl: null,
      pdfUrl: null,
    }),
  );

async function converted(owner: TestOwner): Promise<number> {
  const { rows } = await app.owner.query(`select 1 from outbox_events where tenant_id = $1 and name = 'referral.converted'`, [
    owner.tenantId,
  ]);
  return rows.length;
}

it('gives every tenant a code of its own, in a link', async () => {
  const [one, two] = [await codeOf(await app.signUp()), await codeOf(await app.signUp())];
  expect(one.code).not.toBe(two.code);
  expect(one.url).toMatch(new RegExp(`/sign-up\\?ref=${one.code}$`));
  expect(one).toMatchObject({ signedUp: 0, converted: 0 });
});

it('thanks the owner of the code: signed up, then converted by the first paid invoice, once', async () => {
  const referrer = await app.signUp();
  const { code } = await codeOf(referrer);
  const referee = await app.signUp({ company: 'Difference Co', referralCode: code.toLowerCase() });
  await app.settle();
  expect((await listOf(referrer)).items).toMatchObject([{ company: 'Difference Co', status: 'signed_up', convertedAt: null }]);
  await paid(referee, 'in_trial', 0);
  await app.settle();
  expect((await codeOf(referrer)).converted).toBe(0);
  await paid(referee, 'in_1');
  await paid(referee, 'in_2');
  await app.settle();
  expect(await codeOf(referrer)).toMatchObject({ signedUp: 1, converted: 1 });
  expect((await listOf(referrer)).items).toMatchObject([{ status: 'converted', convertedAt: '2026-11-01T00:00:00.000Z' }]);
  expect(await converted(referrer)).toBe(1);
  const { rows } = await app.owner.query<{ action: string }>(
    `select action from audit_entries where tenant_id = $1 and target_type = 'referral' order by at, id`,
    [referrer.tenantId],
  );
  expect(rows.map(({ action }) => action)).toEqual(['referral.signed_up', 'referral.converted']);
});

it('does the same when the events come twice', async () => {
  const referrer = await app.signUp();
  const referee = await app.signUp({ referralCode: (await codeOf(referrer)).code });
  await paid(referee, 'in_once');
  await app.settle();
  await app.owner.query('update outbox_events set dispatched_at = null where tenant_id = $1', [referee.tenantId]);
  await app.settle();
  expect(await codeOf(referrer)).toMatchObject({ signedUp: 1, converted: 1 });
  expect(await converted(referrer)).toBe(1);
});

describe('a conversion', () => {
  const PAID_AT = '2026-11-01T00:00:00.000Z';
  const common = { invoiceId: 'in_1', number: 'in_1', currency: 'usd', amount: 2900 };
  const refund = (over: Partial<InvoiceRefunded['payload']> = {}) =>
    new InvoiceRefunded({
      ...common,
      refundId: 're_1',
      amountRefunded: 2900,
      isFull: true,
      reason: null,
      paidAt: PAID_AT,
      refundedAt: '2026-11-20T00:00:00.000Z',
      ...over,
    });
  const dispute = (status: 'won' | 'lost', openedAt: string) =>
    new DisputeClosed({ ...common, disputeId: 'du_1', status, paidAt: PAID_AT, openedAt, closedAt: '2027-02-01T00:00:00.000Z' });

  it.each([
    ['its invoice is refunded in full', refund(), 'reversed'],
    ['a part is refunded', refund({ isFull: false, amountRefunded: 100 }), 'converted'],
    ['it is refunded after the hold', refund({ refundedAt: '2026-12-02T00:00:00.000Z' }), 'converted'],
    ['another invoice is refunded', refund({ paidAt: '2026-12-01T00:00:00.000Z' }), 'converted'],
    ['a dispute from within the hold is lost', dispute('lost', '2026-11-20T00:00:00.000Z'), 'reversed'],
    ['a dispute is won', dispute('won', '2026-11-20T00:00:00.000Z'), 'converted'],
    ['a dispute from after the hold is lost', dispute('lost', '2026-12-20T00:00:00.000Z'), 'converted'],
  ])('when %s', async (_, event, expected) => {
    const referrer = await app.signUp();
    const referee = await app.signUp({ referralCode: (await codeOf(referrer)).code });
    await paid(referee, 'in_1');
    await app.settle();
    await publish(app, referee.tenantId, event);
    await app.settle();
    expect((await listOf(referrer)).items).toMatchObject([{ status: expected, convertedAt: PAID_AT }]);
    expect((await codeOf(referrer)).converted).toBe(expected === 'converted' ? 1 : 0);
    const { rows } = await app.owner.query<{ action: string }>(
      `select action from audit_entries where tenant_id = $1 and action = 'referral.reversed'`,
      [referrer.tenantId],
    );
    expect(rows).toHaveLength(expected === 'reversed' ? 1 : 0);
    // a later payment does not win the reward again
    await paid(referee, 'in_2');
    await app.settle();
    expect((await codeOf(referrer)).converted).toBe(expected === 'converted' ? 1 : 0);
  });
});

it('ignores a code nobody has, and lets the sign-up pass', async () => {
  const referee = await app.signUp({ referralCode: 'NOBODY22' });
  await paid(referee, 'in_alone');
  await app.settle();
  const { rows } = await app.owner.query('select 1 from referrals where referee_tenant_id = $1', [referee.tenantId]);
  expect(rows).toHaveLength(0);
});

it('pages, and shows nothing of a neighbour', async () => {
  const [referrer, neighbour] = [await app.signUp(), await app.signUp()];
  const { code } = await codeOf(referrer);
  for (const company of ['One', 'Two', 'Three']) await app.signUp({ company, referralCode: code });
  await app.settle();
  const second = await listOf(referrer, '?pageSize=2&page=2');
  expect(second).toMatchObject({ total: 3, page: 2, pageSize: 2 });
  expect(second.items).toHaveLength(1);
  expect(await listOf(neighbour)).toMatchObject({ items: [], total: 0 });
});

it.each(['/referrals', '/referrals/code'])('GET %s refuses strangers', async (path) => {
  expect((await app.request('GET', path)).status).toBe(401);
});
it('refuses a page that is too large', async () => {
  const owner = await app.signUp();
  expect((await app.request('GET', '/referrals?pageSize=101', { token: owner.token })).status).toBe(400);
});

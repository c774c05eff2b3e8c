import type { StandingPreview } from '@orbisvoice/shared-dto';
import { openBillingStage, type BillingStage } from '../billing/billing-harness.js';
import { PlanCustomer } from '../billing/plan-customer.js';
import type { TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let stage: BillingStage;
let staff: TestOwner;

beforeAll(async () => {
  stage = await openBillingStage();
  staff = await givenStaff(stage.app);
}, 60_000);
afterAll(() => stage.close());

const act = (tenantId: string, action: string) =>
  stage.app.request('POST', `/admin/tenants/${tenantId}/${action}`, {
    token: staff.token,
    body: { reason: 'Stolen cards, confirmed by the bank.' },
  });

describe('what happens to the subscription of a tenant that pays', () => {
  it('suspension leaves it, a ban ends it with the paid period, as the preview says', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('professional');
    const endsBy = async (action: string): Promise<boolean | undefined> => {
      const path = `/admin/tenants/${customer.tenantId}/suspension-preview?action=${action}`;
      return (await stage.app.request<StandingPreview>('GET', path, { token: staff.token })).body.subscription.endsAtPeriodEnd;
    };
    const isEnding = async (): Promise<boolean | undefined> => (await customer.subscriptionsAtStripe())[0]?.cancel_at_period_end;
    expect([await endsBy('suspend'), await endsBy('ban')]).toEqual([false, true]);

    expect((await act(customer.tenantId, 'suspend')).status).toBe(200);
    await stage.app.settle();
    expect(await isEnding()).toBe(false);

    expect((await act(customer.tenantId, 'ban')).status).toBe(200);
    await stage.app.settle();
    await stage.stripe.settled();
    await stage.app.settle();
    expect(await isEnding()).toBe(true);
    const { rows } = await stage.app.owner.query('select cancel_at_period_end from subscriptions where tenant_id = $1', [
      customer.tenantId,
    ]);
    expect(rows).toEqual([{ cancel_at_period_end: true }]);
  });
});

import { type Problem, Reconciliation, ReconciliationReport, ReconciliationRun } from '@orbisvoice/shared-dto';
import { openBillingStage, stripeClient, conclusions, type BillingStage } from '../billing/billing-harness.js';
import { PlanCustomer } from '../billing/plan-customer.js';
import type { TestAnswer, TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let stage: BillingStage;
let staff: TestOwner;

beforeAll(async () => {
  stage = await openBillingStage();
  staff = await givenStaff(stage.app);
}, 60_000);
afterAll(() => stage.close());

const get = <T>(path: string, token = staff.token): Promise<TestAnswer<T>> =>
  stage.app.request<T>('GET', `/admin/reconciliation${path}`, { token });
const start = <T = ReconciliationRun>(token = staff.token): Promise<TestAnswer<T>> =>
  stage.app.request<T>('POST', '/admin/reconciliation', { token });

/** Starts a run, lets a worker do it, and reads what it found. */
async function reconcile(): Promise<ReconciliationReport> {
  const started = await start();
  expect(started.status).toBe(202);
  const { id, status } = ReconciliationRun.parse(started.body);
  expect(status).toBe('running');
  await stage.app.settle();
  const read = await get<ReconciliationReport>(`/${id}`);
  expect(read.status).toBe(200);
  return ReconciliationReport.parse(read.body);
}

it('finds nothing where nothing is wrong, and repairs what every lost webhook would have told', async () => {
  const customer = await PlanCustomer.signUp(stage);
  await customer.buy('professional');
  const clean = await reconcile();
  expect(clean).toMatchObject({ status: 'clean', error: null, items: [], discrepancies: 0, checked: { customers: 1, subscriptions: 1, invoices: 1 } });
  stage.stripe.chaos({ seed: 1, drop: 1 });
  stage.stripe.advance({ days: 70 });
  await stage.stripe.settled();
  stage.stripe.chaos(null);
  const repaired = await reconcile();
  console.log(JSON.stringify(repaired, null, 1).slice(0, 6000), await conclusions(stage.app, customer.tenantId));
  expect(await reconcile()).toMatchObject({ status: 'clean', items: [] });
});
void stripeClient;
export type { Problem, Reconciliation };

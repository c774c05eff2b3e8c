import type { AlertRuleList } from '@orbisvoice/shared-dto';
import { FigureEvaluation } from '../../src/modules/alerts/services/figure-evaluation.js';
import { CheckRevenue } from '../../src/modules/billing/jobs/check-revenue.job.js';
import { RevenueDifference } from '../../src/modules/billing/services/revenue-difference.js';
import { givenStaff } from '../admin/staff.js';
import { insertHistories, insertSubscription } from '../analytics/revenue-rows.js';
import { stopTime } from '../auth/people.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { AlertStaff } from './alert-world.js';

let app: TestApp;
let staff: AlertStaff;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase(), environment: { AUTH_ACCESS_TOKEN_SECONDS: '7200' } });
  staff = new AlertStaff(app, await givenStaff(app));
}, 240_000);
afterAll(() => app.close());

it('a ledger that differs from the subscriptions is an alert after ten minutes, and settles when both agree again', async () => {
  const levels = [{ at: new Date(Date.now() - 86_400_000).toISOString(), mrr: 9_900 }];
  const [tenant = ''] = await insertHistories(app.owner, [{ name: 'Differs', signedUpAt: '2026-01-01T08:00:00Z', levels }]);
  await insertSubscription(app.owner, tenant, { status: 'past_due', amount: 2_900 });
  const time = stopTime(app);
  const minutes = async (from: number, to: number): Promise<void> => {
    for (let index = from; index <= to; index++) {
      time.moveTo(index * 60_000);
      // as the workers do: compared every five minutes, looked at all the time
      if (index % 5 === 0) await app.get(CheckRevenue).run();
      await app.get(FigureEvaluation).run();
    }
  };
  const hits = () => staff.of('revenue_difference', 'revenue_difference');
  try {
    // an event that is being worked on is none
    await minutes(0, 9);
    expect(await hits()).toEqual([]);
    await minutes(10, 10);
    expect(await hits()).toMatchObject([
      { status: 'open', severity: 'high', unit: 'tenants', peak: 1, threshold: 1, subjectKind: 'system' },
    ]);
    const { body } = await staff.request<AlertRuleList>('GET', '/admin/alert-rules');
    expect(body.items.find(({ key }) => key === 'revenue_difference')).toMatchObject({ value: 1, unsettled: 1, kind: 'figure' });
    await app.owner.query('update subscriptions set amount = 9900 where tenant_id = $1', [tenant]);
    // seen at 15, and settled ten minutes later
    await minutes(11, 25);
    expect(await hits()).toMatchObject([{ status: 'resolved', openings: 1 }]);
    // without a comparison nothing is known: the figure keeps its last reading, and no old one is told as new
    time.moveTo(41 * 60_000);
    expect(await app.get(RevenueDifference).tenants()).toBeNull();
  } finally {
    time.back();
  }
}, 60_000);

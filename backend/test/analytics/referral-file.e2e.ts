import type { AuditList, PlatformReferralAnalytics } from '@orbisvoice/shared-dto';
import { csvLine } from '@orbisvoice/shared-dto/values';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { insertHistories } from './revenue-rows.js';
import { insertVisits } from './referral-rows.js';

const REFERRERS = 61;
const AT = '2026-09-03T08:00:00.000Z';
const RANGE = { from: '2026-09-01', to: '2026-09-08', interval: 'day' };
let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase(), environment: { REFERRAL_REWARD: '2500', REFERRAL_REWARD_CURRENCY: 'EUR' } });
  staff = await givenStaff(app);
  const referrers = Array.from({ length: REFERRERS }, (_, index) => ({
    name: index === 0 ? '=Evil, "Ltd"' : `Referrer ${index}`,
    signedUpAt: AT,
    levels: [],
  }));
  const ids = await insertHistories(app.owner, referrers);
  for (const [index, id] of ids.entries())
    await insertVisits(
      app.owner,
      id,
      Array.from({ length: REFERRERS - index }, () => ({ at: AT, channel: 'newsletter' })),
    );
}, 120_000);
afterAll(() => app.close());

const file = (body: object): Promise<Response> =>
  fetch(`${app.url}/api/admin/analytics/referrals/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${staff.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('has the tables of the page, and of the referrers every one', async () => {
  const answer = await file(RANGE);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="orbisvoice-referrals.csv"']);
  const lines = (await answer.text()).split(/(?<=\r\n)/);
  const query = new URLSearchParams(RANGE).toString();
  const { body } = await app.request<PlatformReferralAnalytics>('GET', `/admin/analytics/referrals?${query}`, { token: staff.token });
  expect(body.top).toHaveLength(50);
  const shown = [
    ['table', 'name', 'visits', 'signUps', 'converted', 'conversion', 'payout', 'currency'],
    ...body.series.map((row) => ['series', row.start, row.visits, row.signUps, row.converted, null, null, null]),
    ...body.channels.map((row) => ['channels', row.channel, row.visits, row.signUps, row.converted, row.conversion, null, null]),
    ...body.top.map((row) => ['referrers', row.tenantName, row.visits, row.signUps, row.converted, row.conversion, row.payout, 'EUR']),
  ].map(csvLine);
  expect(lines.slice(0, shown.length)).toEqual(shown);
  expect(lines.filter((line) => line.startsWith('referrers,'))).toHaveLength(REFERRERS);
  expect(lines.find((line) => line.includes('Evil'))).toBe(`referrers,"'=Evil, ""Ltd""",${REFERRERS},0,0,,0,EUR\r\n`);
});

it('is on record, and refused as the report is', async () => {
  const { body } = await app.request<AuditList>('GET', '/admin/audit?action=admin.referrals_exported', { token: staff.token });
  expect(body.items).toMatchObject([{ targetType: 'referral', changes: { from: { after: '2026-09-01' } } }]);
  const refused = await file({ ...RANGE, to: '2026-09-01' });
  expect(refused.status).toBe(400);
});

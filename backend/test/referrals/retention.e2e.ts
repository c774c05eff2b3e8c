import { PlatformReferralAnalytics, ReferralAnalytics } from '@orbisvoice/shared-dto';
import { ForgetReferralVisits } from '../../src/modules/referrals/jobs/forget-visits.job.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { monthStart } from '../../src/platform/clock/month-start.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { givenStaff } from '../admin/staff.js';
import { insertSignUps, insertVisits } from '../analytics/referral-rows.js';
import { stopTime } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

const MONTHS = 3;
const DAY = 86_400_000;
/** More than one batch. */
const MANY = 5_003;

let app: TestApp;
let owner: TestOwner;
let bound: number;

beforeAll(async () => {
  const environment = { VISIT_RETENTION_MONTHS: String(MONTHS), REFERRAL_REWARD: '2500' };
  app = await startTestApp({ database: await freshDatabase(), environment });
  owner = await app.signUp();
  // a month does not end in the middle of the suite
  stopTime(app);
  bound = monthStart(app.get(Clock).now(), -MONTHS).getTime();
}, 90_000);
afterAll(() => app.close());

const instant = (ms: number): string => new Date(ms).toISOString();
const dayAt = (ms: number): string => instant(ms).slice(0, 10);

async function report(token: string, { path, ...query }: Record<string, string>): Promise<unknown> {
  const { status, body } = await app.request('GET', `${path}?${new URLSearchParams(query).toString()}`, { token });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

const referrals = async (query: Record<string, string>): Promise<ReferralAnalytics> =>
  ReferralAnalytics.parse(await report(owner.token, { path: '/analytics/referrals', timeZone: 'UTC', ...query }));

it('forgets visits before the bound in batches, and nothing that is paid for; a second run finds nothing', async () => {
  const span = { from: dayAt(bound - 4 * DAY), to: dayAt(bound + 4 * DAY) };
  const old = instant(bound - 3 * DAY);
  await insertVisits(app.owner, owner.tenantId, [
    ...Array.from({ length: MANY }, () => ({ at: old, channel: 'newsletter' })),
    { at: instant(bound - 1), channel: 'direct' },
    { at: instant(bound), channel: 'direct' },
  ]);
  await insertSignUps(app.owner, owner.tenantId, [
    { at: old, channel: 'newsletter', status: 'converted', convertedAt: instant(bound - 2 * DAY) },
    { at: instant(bound + DAY), channel: 'direct', status: 'signed_up', convertedAt: null },
  ]);
  const before = await referrals(span);
  expect(before).toMatchObject({ keptSince: null, figures: { referral_visits: { value: MANY + 2, previous: 0 } } });
  expect(before.payout.confirmed).toBe(2_500);

  expect(await app.get(ForgetReferralVisits).run()).toBe(MANY + 1);
  expect((await app.get(Metrics).read('orbis_referral_visits_forgotten_total'))[0]?.value).toBe(MANY + 1);
  const { rows } = await app.owner.query<{ at: Date }>('select visited_at as at from referral_visits');
  expect(rows.map(({ at }) => at.getTime())).toEqual([bound]);
  expect(await app.get(ForgetReferralVisits).run()).toBe(0);

  const after = await referrals(span);
  expect(after).toMatchObject({ keptSince: dayAt(bound), payout: before.payout });
  expect(after.figures).toEqual({ ...before.figures, referral_visits: { ...before.figures.referral_visits, value: 1, previous: null } });
  expect(after.series.map(({ visits }) => visits)).toEqual([null, null, null, null, 1, 0, 0, 0]);
  expect(after.series.map(({ signUps, converted }) => [signUps, converted])).toEqual(
    before.series.map(({ signUps, converted }) => [signUps, converted]),
  );
  const gone = await referrals({ ...span, to: dayAt(bound) });
  expect(gone.figures).toMatchObject({ referral_visits: { value: null, previous: null }, referred_sign_ups: { value: 1 } });

  const staff = await givenStaff(app);
  const all = PlatformReferralAnalytics.parse(await report(staff.token, { path: '/admin/analytics/referrals', ...span }));
  expect(all).toMatchObject({ keptSince: dayAt(bound), figures: { referral_visits: { value: 1, previous: null } } });
});

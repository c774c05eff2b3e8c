import {
  PlatformReferralAnalytics,
  type Problem,
  ReferralAnalytics,
  type ReferralAnalyticsQuery,
  type ReferralCode,
} from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import { ReferralAnalyticsService } from '../../src/modules/analytics/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { givenStaff } from '../admin/staff.js';
import { createApiKey } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { insertSignUps, insertVisits, type SignUp, type Visit } from './referral-rows.js';

const NOW = '2026-11-20T12:00:00.000Z';
let app: TestApp;
let owner: TestOwner;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase(), environment: { REFERRAL_REWARD: '2500', REFERRAL_REWARD_CURRENCY: 'EUR' } });
  staff = await givenStaff(app);
  owner = await app.signUp({ company: 'Referrer Ltd' });
}, 120_000);
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query('delete from referral_visits');
  await app.owner.query('delete from referrals');
});
afterEach(() => jest.restoreAllMocks());

const path = (query: Record<string, string>): string => `/analytics/referrals?${new URLSearchParams(query).toString()}`;

/** Below HTTP, at a moment of the test's own: no access token is valid then. */
function asOfNow<T>(work: (service: ReferralAnalyticsService) => Promise<T>): Promise<T> {
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(NOW));
  return work(app.get(ReferralAnalyticsService));
}
const QUERY: ReferralAnalyticsQuery = { from: '2026-09-01', to: '2026-09-08', interval: 'day', timeZone: 'UTC', compare: 'previous' };
const report = async (query: Partial<ReferralAnalyticsQuery> = {}): Promise<ReferralAnalytics> =>
  ReferralAnalytics.parse(await asOfNow((service) => service.report({ tenantId: tenantIdOf(owner.tenantId) }, { ...QUERY, ...query })));
const platform = async (query: Partial<ReferralAnalyticsQuery> = {}): Promise<PlatformReferralAnalytics> =>
  PlatformReferralAnalytics.parse(await asOfNow((service) => service.platform({ ...QUERY, ...query })));

const signUp = (at: string, over: Partial<SignUp> = {}): SignUp => ({
  at,
  channel: 'direct',
  status: 'signed_up',
  convertedAt: null,
  ...over,
});
const converted = (at: string, convertedAt: string, over: Partial<SignUp> = {}): SignUp =>
  signUp(at, { status: 'converted', convertedAt, ...over });

it('has no rate where nobody signed up, and no gap where nothing happened', async () => {
  const answer = await report();
  expect(answer.figures).toEqual({
    referral_visits: { value: 0, previous: 0, numerator: null, denominator: null },
    referred_sign_ups: { value: 0, previous: 0, numerator: null, denominator: null },
    referral_conversion: { value: null, previous: null, numerator: 0, denominator: 0 },
  });
  expect(answer.series.map(({ start }) => start)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `2026-09-0${day}`));
  expect(answer).toMatchObject({ channels: [], payout: { confirmed: 0, pending: 0, perConversion: 2500, currency: 'eur' }, asOf: NOW });
});

it('tells what became of those who signed up in the range: converted in the hold or past it, taken back, or not', async () => {
  await insertVisits(app.owner, owner.tenantId, [
    { at: '2026-09-02T08:00:00Z', channel: 'newsletter' },
    { at: '2026-09-02T09:00:00Z', channel: 'fair' },
    { at: '2026-08-30T09:00:00Z', channel: 'fair' },
  ]);
  await insertSignUps(app.owner, owner.tenantId, [
    converted('2026-09-02T10:00:00Z', '2026-10-21T11:59:59Z', { channel: 'newsletter' }),
    converted('2026-09-02T11:00:00Z', '2026-10-21T12:00:00Z', { channel: 'newsletter' }),
    signUp('2026-09-03T10:00:00Z', { status: 'reversed', convertedAt: '2026-09-05T00:00:00Z' }),
    signUp('2026-09-07T23:59:59Z'),
    converted('2026-08-28T10:00:00Z', '2026-09-02T00:00:00Z'),
    converted('2026-09-08T00:00:00Z', '2026-09-09T00:00:00Z'),
  ]);
  const answer = await report();
  expect(answer.figures).toEqual({
    referral_visits: { value: 2, previous: 1, numerator: null, denominator: null },
    referred_sign_ups: { value: 4, previous: 1, numerator: null, denominator: null },
    referral_conversion: { value: 0.5, previous: 1, numerator: 2, denominator: 4 },
  });
  expect(answer.channels).toEqual([
    { channel: 'newsletter', visits: 1, signUps: 2, converted: 2, conversion: 1 },
    { channel: 'direct', visits: 0, signUps: 2, converted: 0, conversion: 0 },
    { channel: 'fair', visits: 1, signUps: 0, converted: 0, conversion: null },
  ]);
  expect(answer.series[1]).toEqual({ start: '2026-09-02', isOpen: false, visits: 2, signUps: 2, converted: 2 });
  expect(answer.payout).toMatchObject({ confirmed: 2500, pending: 2500 });
  expect((await report({ compare: 'none' })).figures.referred_sign_ups.previous).toBeNull();
});

it.each([
  ['2026-03-29', '2026-03-30', 23],
  ['2026-10-25', '2026-10-26', 25],
])('has every hour of a day of a clock change (%s)', async (from, to, hours) => {
  await insertVisits(app.owner, owner.tenantId, [
    { at: `${from}T00:30:00Z`, channel: 'direct' },
    { at: `${from}T01:30:00Z`, channel: 'direct' },
  ]);
  const { series } = await report({ from, to, interval: 'hour', timeZone: 'Europe/Berlin' });
  expect(series).toHaveLength(hours);
  expect(series.filter(({ visits }) => visits === 1).map(({ start }) => start)).toEqual([`${from}T00:00:00.000Z`, `${from}T01:00:00.000Z`]);
});

it('takes weeks and months as points', async () => {
  await insertVisits(app.owner, owner.tenantId, [{ at: '2026-09-07T01:00:00Z', channel: 'direct' }]);
  const range = { from: '2026-09-01', to: '2026-11-01' };
  expect((await report({ ...range, interval: 'month' })).series.map(({ start, visits }) => [start, visits])).toEqual([
    ['2026-09-01', 1],
    ['2026-10-01', 0],
  ]);
  expect((await report({ ...range, interval: 'week' })).series[1]).toMatchObject({ start: '2026-09-07', visits: 1 });
});

it('shows staff all workspaces but our own, and whose links brought most', async () => {
  const second = await app.signUp({ company: 'Second Ltd' });
  await insertVisits(app.owner, owner.tenantId, [{ at: '2026-09-02T08:00:00Z', channel: 'direct' }]);
  await insertVisits(app.owner, staff.tenantId, [{ at: '2026-09-02T08:00:00Z', channel: 'direct' }]);
  await app.owner.query('update tenants set is_internal = true where id = $1', [staff.tenantId]);
  await insertSignUps(app.owner, second.tenantId, [
    converted('2026-09-03T00:00:00Z', '2026-09-04T00:00:00Z'),
    converted('2026-09-03T00:00:00Z', '2026-11-19T00:00:00Z'),
    signUp('2026-09-03T00:00:00Z'),
  ]);
  await insertSignUps(app.owner, owner.tenantId, [signUp('2026-09-03T00:00:00Z')]);
  const answer = await platform();
  expect(answer.figures).toMatchObject({
    referral_visits: { value: 1 },
    referred_sign_ups: { value: 4 },
    referral_conversion: { value: 2 / 4 },
  });
  expect(answer.top).toEqual([
    { tenantId: second.tenantId, tenantName: 'Second Ltd', visits: 0, signUps: 3, converted: 2, conversion: 2 / 3, payout: 2500 },
    { tenantId: owner.tenantId, tenantName: 'Referrer Ltd', visits: 1, signUps: 1, converted: 0, conversion: 0, payout: 0 },
  ]);
});

describe('over HTTP', () => {
  const get = <T = ReferralAnalytics>(query: Record<string, string>, token = owner.token) => app.request<T>('GET', path(query), { token });

  it('answers thirty days that end with today, in the zone of the workspace', async () => {
    await insertVisits(app.owner, owner.tenantId, [{ at: new Date(Date.now() - 1_000).toISOString(), channel: 'direct' }]);
    const { status, body } = await get({});
    expect(status).toBe(200);
    expect(body.series).toHaveLength(30);
    expect(body.series.at(-1)).toMatchObject({ isOpen: true });
    expect(body.figures.referral_visits.value).toBe(1);
  });

  it.each([
    ['interval', { from: '2026-01-01', to: '2026-06-01', interval: 'hour' }],
    ['interval', { interval: 'minute' }],
    ['from', { from: '2024-01-01', to: '2026-06-01' }],
    ['to', { from: '2026-02-01', to: '2026-01-01' }],
    ['from', { from: '2026-02-31' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['channel', { channel: 'widget' }],
  ])('refuses a bad range and names %s', async (field, query) => {
    for (const [prefix, token] of [
      ['', owner.token],
      ['/admin', staff.token],
    ] as const) {
      const { status, body } = await app.request<Problem>('GET', `${prefix}${path(query)}`, { token });
      expect([status, body.code]).toEqual([400, 'request.invalid']);
      expect(JSON.stringify(body.fields)).toContain(field);
    }
  });

  it('lets members and keys with the scope read, and nobody else', async () => {
    const { secret } = await createApiKey(app, owner.token, { scopes: ['stats.read'] });
    const { secret: other } = await createApiKey(app, owner.token, { scopes: ['agents.read'] });
    expect([(await get({}, secret)).status, (await get({}, other)).status, (await app.request('GET', path({}))).status]).toEqual([
      200, 403, 401,
    ]);
    expect((await app.request('GET', `/admin${path({})}`, { token: owner.token })).status).toBe(403);
    expect((await app.request('GET', `/admin${path({})}`, { token: staff.token })).status).toBe(200);
  });

  it('counts as the page of the link does, also who paid a moment ago', async () => {
    const now = new Date(Date.now() - 1_000).toISOString();
    await insertSignUps(app.owner, owner.tenantId, [
      converted(now, now),
      signUp(now),
      signUp(now, { status: 'reversed', convertedAt: now }),
    ]);
    const { body } = await app.request<ReferralCode>('GET', '/referrals/code', { token: owner.token });
    const { figures } = (await get({})).body;
    expect(figures.referral_conversion).toMatchObject({ numerator: body.converted, denominator: body.signedUp });
    expect(body).toMatchObject({ converted: 1, signedUp: 3 });
  });

  it('shows nothing of a neighbour', async () => {
    const neighbour = await app.signUp();
    await insertVisits(app.owner, owner.tenantId, [{ at: new Date(Date.now() - 1_000).toISOString(), channel: 'secret' }]);
    const { body } = await get({}, neighbour.token);
    expect([body.figures.referral_visits.value, body.channels]).toEqual([0, []]);
  });
});

describe('against the rows, counted one by one', () => {
  const BERLIN = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
  const at = fc
    .tuple(fc.constantFrom('2026-03-27T20:00:00Z', '2026-10-23T20:00:00Z'), fc.nat(4 * 24 * 60))
    .map(([start, minutes]) => new Date(Date.parse(start) + minutes * 60_000).toISOString());
  const channel = fc.constantFrom('direct', 'fair', 'newsletter');
  const visits: fc.Arbitrary<Visit[]> = fc.array(fc.record({ at, channel }), { maxLength: 25 });
  const signUps: fc.Arbitrary<SignUp[]> = fc.array(
    fc.record({ at, channel, status: fc.constantFrom('signed_up', 'converted', 'reversed'), days: fc.nat(50) }).map(({ days, ...row }) => ({
      ...row,
      convertedAt: row.status === 'signed_up' ? null : new Date(Date.parse(row.at) + days * 86_400_000).toISOString(),
    })),
    { maxLength: 12 },
  );
  const isConverted = ({ status }: SignUp): boolean => status === 'converted';
  const isConfirmed = ({ status, convertedAt }: SignUp): boolean =>
    status === 'converted' && Date.parse(NOW) - Date.parse(convertedAt ?? NOW) > 30 * 86_400_000;

  it('is the same by day, channel and in all, for a tenant and for staff', async () => {
    const spans = fc.constantFrom(['2026-03-28', '2026-03-31'], ['2026-10-25', '2026-10-26'], ['2026-03-01', '2026-11-15']);
    await fc.assert(
      fc.asyncProperty(visits, signUps, spans, async (seen, came, [from = '', to = '']) => {
        await app.owner.query('delete from referral_visits');
        await app.owner.query('delete from referrals');
        await insertVisits(app.owner, owner.tenantId, seen);
        await insertSignUps(app.owner, owner.tenantId, came);
        const dayOf = (row: Visit): string => BERLIN.format(new Date(row.at));
        const isIn = (row: Visit): boolean => dayOf(row) >= from && dayOf(row) < to;
        const countsOf = (isChosen: (row: Visit) => boolean) => ({
          visits: seen.filter((row) => isIn(row) && isChosen(row)).length,
          signUps: came.filter((row) => isIn(row) && isChosen(row)).length,
          converted: came.filter((row) => isIn(row) && isChosen(row) && isConverted(row)).length,
        });
        const query = { from, to, timeZone: 'Europe/Berlin' };
        const answer = await report(query);
        const all = countsOf(() => true);
        expect([answer.figures.referral_visits.value, answer.figures.referral_conversion]).toMatchObject([
          all.visits,
          { numerator: all.converted, denominator: all.signUps },
        ]);
        const confirmed = came.filter((row) => isIn(row) && isConfirmed(row)).length;
        expect(answer.payout).toMatchObject({ confirmed: confirmed * 2500, pending: (all.converted - confirmed) * 2500 });
        for (const point of answer.series) expect(point).toMatchObject(countsOf((row) => dayOf(row) === point.start));
        for (const row of answer.channels) expect(row).toMatchObject(countsOf((one) => one.channel === row.channel));
        expect(answer.channels.reduce((sum, row) => sum + row.visits + row.signUps, 0)).toBe(all.visits + all.signUps);
        const { top: _, ...everybody } = await platform(query);
        expect(everybody).toEqual(answer);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

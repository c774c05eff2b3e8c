import { ReferralPage, type ReferralCode } from '@orbisvoice/shared-dto';
import { ForgetReferralVisitors } from '../../src/modules/referrals/jobs/forget-visitors.job.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

let app: TestApp;
let owner: TestOwner;
let code: string;
beforeAll(async () => {
  app = await startTestApp({ environment: { TRUST_PROXY: '127.0.0.1' } });
  owner = await app.signUp();
  ({ code } = (await app.request<ReferralCode>('GET', '/referrals/code', { token: owner.token })).body);
}, 60_000);
afterAll(() => app.close());
afterEach(() => jest.restoreAllMocks());

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
let people = 0;
/** Somebody nobody has seen before. */
const anIp = (): string => `203.0.113.${++people}`;

const visit = (body: unknown, { ip = anIp(), userAgent = CHROME } = {}) =>
  app.request('POST', '/referrals/visits', { body, headers: { 'user-agent': userAgent, 'x-forwarded-for': ip } });

async function counted(): Promise<[channel: string, visits: number][]> {
  const { rows } = await app.owner.query<{ channel: string; visits: number }>(
    'select channel, count(*)::int as visits from referral_visits where tenant_id = $1 group by 1 order by 1',
    [owner.tenantId],
  );
  return rows.map(({ channel, visits }) => [channel, visits]);
}
beforeEach(() => app.owner.query('delete from referral_visits'));

it('counts a visit on its channel, or as direct, without a cookie', async () => {
  const answer = await visit({ code: code.toLowerCase() });
  expect([answer.status, answer.body, answer.headers.getSetCookie()]).toEqual([204, '', []]);
  await visit({ code, channel: 'newsletter' });
  expect(await counted()).toEqual([
    ['direct', 1],
    ['newsletter', 1],
  ]);
});

it('counts a visitor once a day, on the channel of the first visit, also when both come at once', async () => {
  const ip = anIp();
  await Promise.all([visit({ code, channel: 'fair' }, { ip }), visit({ code, channel: 'fair' }, { ip })]);
  await visit({ code, channel: 'newsletter' }, { ip });
  await visit({ code }, { ip: anIp() });
  expect(await counted()).toEqual([
    ['direct', 1],
    ['fair', 1],
  ]);
  const now = app.get(Clock).now();
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(now.getTime() + 86_400_000));
  await visit({ code, channel: 'fair' }, { ip });
  expect(await counted()).toContainEqual(['fair', 2]);
});

it('keeps nothing that tells who it was, and forgets how to find out', async () => {
  const ip = anIp();
  await visit({ code }, { ip });
  const { rows } = await app.owner.query<{ text: string }>('select v::text as text from referral_visits v');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).not.toContain(ip);
  expect(rows[0]?.text).not.toContain('Chrome');
  const salts = async (): Promise<number> => (await app.owner.query('select 1 from referral_visit_salts')).rows.length;
  await app.owner.query('delete from referral_visit_salts');
  await visit({ code });
  await app.get(ForgetReferralVisitors).run();
  expect(await salts()).toBe(1);
  const now = app.get(Clock).now();
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(now.getTime() + 86_400_000));
  await app.get(ForgetReferralVisitors).run();
  expect(await salts()).toBe(0);
});

it.each([
  ['a robot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['a link preview', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ['a script', 'curl/8.5.0'],
])('leaves out %s, and does not say so', async (_, userAgent) => {
  expect((await visit({ code }, { userAgent })).status).toBe(204);
  expect(await counted()).toEqual([]);
});

it('answers a code of nobody like any other', async () => {
  const [known, unknown] = [await visit({ code }), await visit({ code: 'NOBODY22' })];
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  expect(await counted()).toEqual([['direct', 1]]);
});

it.each([
  ['no code', {}, 'code'],
  ['an empty code', { code: ' ' }, 'code'],
  ['a channel with capitals', { code: 'X', channel: 'News' }, 'channel'],
  ['a channel that is too long', { code: 'X', channel: 'a'.repeat(41) }, 'channel'],
  ['an address in place of a channel', { code: 'X', channel: 'a@b.c' }, 'channel'],
])('refuses %s', async (_, body, field) => {
  expect(await visit(body)).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: [{ path: field }] } });
});

it('is limited by address', async () => {
  const ip = anIp();
  const answers = await Promise.all(Array.from({ length: 35 }, () => visit({ code: 'NOBODY22' }, { ip })));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
});

it('keeps the channel of a sign-up, and shows it', async () => {
  const signUp = (company: string, over: object) =>
    app.request('POST', '/auth/signup', {
      body: {
        email: `${company}-${Date.now()}@test.example`,
        password: 'correct horse battery staple',
        name: 'Ann',
        company,
        referralCode: code,
        ...over,
      },
    });
  expect((await signUp('fairgoer', { referralChannel: 'spring-fair' })).status).toBe(202);
  expect((await signUp('passer-by', {})).status).toBe(202);
  expect((await signUp('crank', { referralChannel: 'Spring Fair' })).status).toBe(400);
  await app.settle();
  const { body } = await app.request('GET', '/referrals', { token: owner.token });
  expect(
    ReferralPage.parse(body)
      .items.map(({ company, channel }) => [company, channel])
      .sort(),
  ).toEqual([
    ['fairgoer', 'spring-fair'],
    ['passer-by', 'direct'],
  ]);
});

it('counts no more than so many visits of one link at once, whoever they come from; other links are not held up', async () => {
  const link = 'ABSENT99';
  const statuses: number[] = [];
  // ten more are allowed each second that passes meanwhile
  while (!statuses.includes(429) && statuses.length < 6_000) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        visit(
          { code: index % 2 === 0 ? link : link.toLowerCase() },
          { ip: `10.${Math.floor(statuses.length / 250)}.${statuses.length % 250}.${index + 1}` },
        ),
      ),
    );
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses.slice(0, 600)).toEqual(Array.from({ length: 600 }, () => 204));
  expect(statuses).toContain(429);
  expect((await visit({ code })).status).toBe(204);
});

import { PurgeCredentials } from '../../src/modules/auth/jobs/purge-credentials.job.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { cookieNamed, join, mint, outbox, shiftTime } from './people.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1';
const HOME = '203.0.113.7';
const AWAY = '198.51.100.20';

let app: TestApp;
let owner: TestOwner;

beforeAll(async () => {
  // the test comes through a proxy, so that it can come from everywhere
  app = await startTestApp({ environment: { TRUST_PROXY: '127.0.0.1', COUNTRY_HEADER: 'X-Country' } });
});
beforeEach(async () => {
  await app.owner.query('delete from login_attempts');
  owner = await app.signUp();
});
afterAll(() => app.close());

interface From {
  readonly userAgent?: string;
  readonly ip?: string;
  readonly cookie?: string;
  readonly country?: string;
}

async function logIn({ userAgent = FIREFOX, ip = HOME, cookie, country }: From = {}, who: { email: string; password: string } = owner) {
  const headers = { 'user-agent': userAgent, 'x-forwarded-for': ip, ...(cookie && { cookie }), ...(country && { 'x-country': country }) };
  const answer = await app.request('POST', '/auth/login', { body: { email: who.email, password: who.password }, headers });
  expect(answer.status).toBe(200);
  return answer;
}

const told = () => outbox(app, owner.tenantId, 'user.new_sign_in');
const devices = async () =>
  (await app.owner.query<Record<string, unknown>>('select * from known_devices where tenant_id = $1', [owner.tenantId])).rows;

it('says nothing of the sign-in that opens the account, and tells of each other device once', async () => {
  expect(await told()).toEqual([]);
  await logIn();
  expect(await told()).toEqual([
    { userId: owner.session.me.id, deviceId: expect.any(String), device: 'Firefox on Windows', ip: HOME, country: null },
  ]);
  await logIn();
  await logIn({ ip: '203.0.113.99' });
  await logIn({ userAgent: FIREFOX.replaceAll('128', '140') });
  expect(await told()).toHaveLength(1);
  await logIn({ userAgent: SAFARI });
  await logIn({ ip: AWAY });
  expect((await told()).slice(1)).toMatchObject([
    { device: 'Safari on iOS', ip: HOME },
    { device: 'Firefox on Windows', ip: AWAY },
  ]);
});

it('knows a browser that proves an earlier sign-in, wherever it is, but not for somebody else', async () => {
  const first = await logIn();
  const cookie = cookieNamed(first.headers, 'orbis_device');
  await logIn({ ip: AWAY, cookie });
  expect(await told()).toHaveLength(1);
  // that network is known now, with the cookie or without
  await logIn({ ip: AWAY });
  expect(await told()).toHaveLength(1);
  const other = await app.signUp();
  await logIn({ cookie }, other);
  expect(await outbox(app, other.tenantId, 'user.new_sign_in')).toHaveLength(1);
});

it('says the country that the proxy names, and nothing that is no country', async () => {
  await logIn({ country: 'DE' });
  await logIn({ country: 'XX', ip: AWAY });
  await logIn({ country: '<b>', ip: '192.0.2.1' });
  expect(await told()).toMatchObject([{ country: 'DE' }, { country: null }, { country: null }]);
});

it('says nothing of a sign-in by the link of a mail, and knows its device from then on', async () => {
  await join(app, owner, 'member');
  const token = await mint(app, { tenantId: owner.tenantId, userId: owner.session.me.id }, 'verify_email');
  const headers = { 'user-agent': SAFARI, 'x-forwarded-for': AWAY };
  expect((await app.request('POST', '/auth/verify-email', { body: { token }, headers })).status).toBe(200);
  await logIn({ userAgent: SAFARI, ip: AWAY });
  expect(await told()).toEqual([]);
});

it('says nothing of a wrong password', async () => {
  const body = { email: owner.email, password: 'not the password' };
  await app.request('POST', '/auth/login', { body, headers: { 'user-agent': SAFARI } });
  expect(await told()).toEqual([]);
});

it('tells once of a device that signs in twice at the same moment', async () => {
  await Promise.all([logIn({ userAgent: SAFARI }), logIn({ userAgent: SAFARI }), logIn({ userAgent: SAFARI })]);
  expect(await told()).toHaveLength(1);
});

it('keeps of a device only what recognises it, and forgets one that nobody uses for a year', async () => {
  await logIn();
  const kept = await devices();
  expect(kept).toHaveLength(2);
  expect(Object.keys(kept[0] ?? {}).sort()).toEqual(['device_hash', 'first_seen_at', 'id', 'last_seen_at', 'tenant_id', 'user_id']);
  expect(JSON.stringify(kept)).not.toMatch(/Firefox|203\.0/);
  const time = shiftTime(app, 366 * 86_400_000);
  await app.get(PurgeCredentials).run();
  time.back();
  expect(await devices()).toEqual([]);
});

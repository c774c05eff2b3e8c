import { Redis } from 'ioredis';
import { redisUrl } from './redis.js';
import { startTestPlatform, type TestPlatform } from './platform.js';

/** Runs in both legs of the suite: the same journey step, and the jobs are where REDIS_URL says. */
describe('the queues of the whole platform', () => {
  const url = redisUrl();
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.close());

  it(`are on ${url ? 'Redis' : 'PostgreSQL'}, and carry a sign-up to its mail`, async () => {
    const body = { email: 'queue@test.example', password: 'correct horse battery staple', name: 'Quinn', company: 'Queue Ltd' };
    const answer = await fetch(`${platform.url}/api/auth/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-orbis-client': 'portal' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(202);
    expect((await platform.inbox.waitFor(({ to }) => to.includes(body.email), 60_000)).template).not.toBe('');
    const { rows } = await platform.owner.query<{ jobs: string }>('select count(*) as jobs from bullmq.job');
    if (!url) return expect(Number(rows[0]?.jobs)).toBeGreaterThan(0);
    expect(Number(rows[0]?.jobs)).toBe(0);
    const redis = new Redis(url);
    const keys = await redis.keys('*:emails:*');
    await redis.quit();
    expect(keys.length).toBeGreaterThan(0);
  });
});

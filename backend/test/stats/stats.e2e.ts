import { randomUUID } from 'node:crypto';
import { Stats } from '@orbisvoice/shared-dto';
import { StatsService } from '../../src/modules/analytics/services/stats.service.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from '../conversations/conversation-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

interface Past {
  readonly at: string;
  readonly outcome?: 'success' | 'failure' | 'unknown';
  readonly duration?: number | null;
  readonly firstResponse?: number | null;
  readonly isCounted?: boolean;
}

/** Conversations that happened, written behind the API's back. */
async function past(talker: Talker, ...rows: Past[]): Promise<void> {
  for (const { at, outcome = 'unknown', duration = null, firstResponse = null, isCounted = true } of rows) {
    await app.owner.query(
      `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, outcome, started_at, duration_seconds, first_response_ms, counted_at)
       values ($1::uuid, $2, $3, $1::uuid::text, 'api', 'completed', $4, $5::timestamptz, $6, $7, case when $8 then $5::timestamptz end)`,
      [randomUUID(), talker.owner.tenantId, talker.agentId, outcome, at, duration, firstResponse, isCounted],
    );
  }
}

async function stats(talker: Talker): Promise<Stats> {
  const answer = await app.request('GET', '/stats', { token: talker.owner.token });
  expect(answer.status).toBe(200);
  return Stats.parse(answer.body);
}

describe('GET /stats', () => {
  it('has no figure where there is nothing to divide by', async () => {
    const talker = await Talker.of(app);
    const answer = await stats(talker);
    expect(answer).toMatchObject({
      tier: 'free',
      agents: { total: 1, active: 1 },
      last30Days: {
        conversations: 0,
        previousConversations: 0,
        successRate: null,
        unknownOutcomes: 0,
        medianDurationSeconds: null,
        medianFirstResponseMs: null,
      },
      recentConversations: [],
      timeZone: 'UTC',
    });
    expect(answer.daily).toHaveLength(30);
    expect(answer.usage).toMatchObject({ used: 0, limit: 100 });
  });

  it('counts what counts, and nothing else', async () => {
    const talker = await Talker.of(app);
    const now = Date.now();
    const hoursAgo = (hours: number): string => new Date(now - hours * 3_600_000).toISOString();
    await past(
      talker,
      { at: hoursAgo(1), outcome: 'success', duration: 10, firstResponse: 40 },
      { at: hoursAgo(2), outcome: 'success', duration: 20, firstResponse: 120 },
      { at: hoursAgo(3), outcome: 'failure', duration: 60 },
      { at: hoursAgo(4), outcome: 'unknown', duration: 100, firstResponse: 100 },
      { at: hoursAgo(1), outcome: 'failure', duration: 9_999, firstResponse: 9_999, isCounted: false },
      { at: hoursAgo(24 * 45) },
    );
    const answer = await stats(talker);
    expect(answer.last30Days).toEqual({
      conversations: 4,
      previousConversations: 1,
      successRate: 2 / 3,
      unknownOutcomes: 1,
      medianDurationSeconds: 40,
      medianFirstResponseMs: 100,
    });
    expect(answer.daily.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(4);
    expect(answer.recentConversations).toHaveLength(5);
    expect(answer.recentConversations[0]?.startedAt).toBe(hoursAgo(1));
  });

  it.each([
    // the day the clock goes forward has 23 hours, the day it goes back 25
    [
      '2026-03-30T12:00:00Z',
      '2026-03-29',
      ['2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'],
      ['2026-03-28T22:59:59Z', '2026-03-29T22:00:00Z'],
    ],
    [
      '2026-10-26T12:00:00Z',
      '2026-10-25',
      ['2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'],
      ['2026-10-24T21:59:59Z', '2026-10-25T23:00:00Z'],
    ],
  ])('cuts days at the tenant’s midnight, also around a change of the clock (%s)', async (now, day, inside, outside) => {
    const talker = await Talker.of(app);
    await past(talker, ...[...inside, ...outside].map((at) => ({ at })));
    await app.owner.query(`update tenants set time_zone = 'Europe/Berlin' where id = $1`, [talker.owner.tenantId]);
    // asked below HTTP: no access token is valid at another time
    const clock = jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(now));
    const answer = await app.get(StatsService).read({ tenantId: tenantIdOf(talker.owner.tenantId) });
    clock.mockRestore();
    expect(answer.daily).toHaveLength(30);
    expect(new Set(answer.daily.map((entry) => entry.day)).size).toBe(30);
    expect(answer.daily.find((entry) => entry.day === day)?.conversations).toBe(2);
    expect(answer.daily.at(-1)?.day).toBe(now.slice(0, 10));
  });

  it('shows nothing of a neighbour', async () => {
    const [talker, neighbour] = [await Talker.of(app), await Talker.of(app)];
    await past(neighbour, { at: new Date().toISOString() });
    expect((await stats(talker)).last30Days.conversations).toBe(0);
  });

  it('refuses strangers', async () => expect((await app.request('GET', '/stats')).status).toBe(401));
});

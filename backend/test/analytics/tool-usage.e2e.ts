import { ToolCause, ToolFigures, type Agent } from '@orbisvoice/shared-dto';
import { type CountedChannel } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { ToolUsageReader, type ToolUsageScope } from '../../src/modules/analytics/persistence/tool-usage.reader.js';
import { TOOL_TOTALS } from '../../src/modules/analytics/persistence/tool-usage.sql.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Talker } from '../conversations/conversation-app.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { type Call, insertCalls } from './tool-calls.js';
import { attemptsOf, type Executed, figuresOf, grouped, near } from './tool-truth.js';

let app: TestApp;
let owner: TestOwner;
let agents: Agent[];
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  agents = [await createAgent(app, owner.token, { name: 'Ava' }), await createAgent(app, owner.token, { name: 'Ben' })];
}, 60_000);
afterAll(() => app.close());
beforeEach(() => app.owner.query('delete from conversations where tenant_id = $1', [owner.tenantId]));

const WEEK = { from: '2026-03-23', to: '2026-03-30', timeZone: 'Europe/Berlin' };
const read = (scope: ToolUsageScope = WEEK, tenant = owner.tenantId) => app.get(ToolUsageReader).read(tenantIdOf(tenant), scope);

const agent = (index: number): string => agents[index]?.id ?? '';
const call = (over: Partial<Call> = {}): Call => ({
  at: '2026-03-24T12:00:00Z',
  agentId: agent(0),
  channel: 'widget',
  isCounted: true,
  tool: 'find_order',
  status: 'succeeded',
  durationMs: 100,
  error: null,
  ...over,
});
const failed = (error: string | null, times = 1): Call[] => Array.from({ length: times }, () => call({ status: 'failed', error }));

it('answers where nothing was called', async () => {
  expect(await read()).toEqual({
    totals: { calls: 0, attempts: 0, retried: 0, failed: 0, timedOut: 0, errorRate: null, durationMedian: null, durationP95: null },
    agents: [],
    tools: [],
    causes: [],
  });
});

it('shows fifty tools at most, with percentiles of the rest that are those of its calls, and loses none', async () => {
  const name = (index: number): string => `tool ${String(index).padStart(2, '0')}`;
  const calls = Array.from({ length: 55 }, (_, index) => [
    call({ tool: name(index), agentId: agent(index % 2), durationMs: 100 * (index + 1) }),
    ...(index < 49 ? [call({ tool: name(index), agentId: agent(index % 2) })] : []),
    ...(index === 54 ? [call({ tool: 'other', status: 'failed', durationMs: 10 })] : []),
  ]).flat();
  await insertCalls(app.owner, owner.tenantId, calls);
  const usage = await read();
  const rows = usage.tools.map((row) => ToolFigures.parse(row));
  expect(rows).toHaveLength(50);
  expect(rows.slice(0, 49).every(({ calls: count, agentId }) => count === 2 && agentId !== null)).toBe(true);
  // 5,000 to 5,500 of six tools, and the 10 of a tool that is called as the rest is
  expect(rows.at(-1)).toEqual({ agentId: null, agentName: null, tool: 'other', calls: 7, attempts: 7, retried: 0, failed: 1, timedOut: 0, errorRate: 1 / 7, durationMedian: 5_200, durationP95: expect.closeTo(5_470) }); // prettier-ignore
  expect(rows.reduce((sum, row) => sum + row.calls, 0)).toBe(usage.totals.calls);

  await app.owner.query(
    `delete from conversations c using tool_executions t where t.conversation_id = c.id and c.tenant_id = $1 and t.name >= 'tool 49'`,
    [owner.tenantId],
  );
  const whole = await read();
  expect(whole.tools).toHaveLength(50);
  expect(whole.tools.at(-1)).toMatchObject({ agentId: agent(0), tool: 'other', calls: 1 });
});

it('counts per agent and tool, by how they ended and how long they took', async () => {
  await insertCalls(app.owner, owner.tenantId, [
    call({ durationMs: 10 }),
    call({ durationMs: 20 }),
    call({ status: 'failed', error: 'HTTP 404', durationMs: 60 }),
    call({ status: 'timed_out', durationMs: 5_000 }),
    call({ agentId: agent(1), durationMs: 7 }),
    call({ isCounted: false }),
    call({ channel: 'playground', isCounted: false }),
  ]);
  const usage = await read();
  expect(usage.totals).toEqual({
    calls: 5,
    attempts: 5,
    retried: 0,
    failed: 1,
    timedOut: 1,
    errorRate: 0.4,
    durationMedian: 20,
    durationP95: expect.closeTo(4_012),
  });
  expect(usage.tools.map((row) => ToolFigures.parse(row))).toMatchObject([
    { agentName: 'Ava', tool: 'find_order', calls: 4, failed: 1, timedOut: 1, errorRate: 0.5, durationMedian: 40 },
    { agentName: 'Ben', tool: 'find_order', calls: 1, failed: 0, timedOut: 0, errorRate: 0, durationMedian: 7, durationP95: 7 },
  ]);
  expect(usage.agents).toMatchObject([
    { agentId: agent(0), calls: 4, errorRate: 0.5 },
    { agentId: agent(1), calls: 1, errorRate: 0 },
  ]);
  expect(usage.causes.map((cause) => ToolCause.parse(cause))).toEqual([
    { tool: 'find_order', cause: 'HTTP 404', calls: 1 },
    { tool: 'find_order', cause: 'timed out', calls: 1 },
  ]);
  expect(await app.get(ToolUsageReader).totals(tenantIdOf(owner.tenantId), WEEK)).toEqual(usage.totals);
});

it('counts a call once as it ended, at its last attempt, and every attempt where durations and attempts are counted', async () => {
  const first = { at: '2026-03-24T12:00:00Z', status: 'failed', durationMs: 100, error: 'HTTP 500' } as const;
  await insertCalls(app.owner, owner.tenantId, [
    call({ at: '2026-03-24T12:00:02Z', durationMs: 20, earlier: [first, { ...first, durationMs: 200 }] }),
    call({ at: '2026-03-24T12:00:02Z', durationMs: 300, status: 'timed_out', earlier: [first] }),
    // begun before the week, and retried after it
    call({ at: '2026-03-24T12:00:02Z', durationMs: 40, earlier: [{ ...first, at: '2026-03-20T12:00:00Z' }] }),
    call({ at: '2026-04-02T12:00:00Z', earlier: [{ ...first, durationMs: 1 }] }),
  ]);
  const usage = await read();
  const told = { calls: 3, attempts: 7, retried: 3, failed: 0, timedOut: 1, errorRate: 1 / 3, durationMedian: 100 };
  expect(usage.totals).toEqual({ ...told, durationP95: expect.closeTo(270) });
  expect(usage.tools).toMatchObject([told]);
  expect(usage.agents).toMatchObject([told]);
  expect(usage.causes).toEqual([{ tool: 'find_order', cause: 'timed out', calls: 1 }]);
  const after = await read({ ...WEEK, from: '2026-03-16', to: '2026-03-23' });
  expect(after.tools).toMatchObject([{ calls: 0, attempts: 1, retried: 0, failed: 0, errorRate: null, durationMedian: 100 }]);
});

it('can read its figures from the index alone', async () => {
  await insertCalls(app.owner, owner.tenantId, [call()]);
  const client = await app.owner.connect();
  try {
    await client.query('begin');
    // a few rows are read faster one by one
    await client.query('set local enable_seqscan = off; set local enable_bitmapscan = off');
    await client.query(`prepare totals (uuid, text, text, text, uuid, text) as ${TOOL_TOTALS}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (costs off) execute totals ('${owner.tenantId}', '${WEEK.from}', '${WEEK.to}', '${WEEK.timeZone}', null, null)`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Only Scan using tool_executions_figures');
  } finally {
    await client.query('rollback; deallocate all');
    client.release();
  }
});

it('cuts days at local midnight: the day the clock goes forward has 23 hours', async () => {
  const moments = ['2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'];
  await insertCalls(
    app.owner,
    owner.tenantId,
    moments.map((at) => call({ at })),
  );
  expect((await read({ ...WEEK, from: '2026-03-29' })).totals.calls).toBe(2);
  expect((await read({ ...WEEK, from: '2026-03-29', timeZone: 'UTC' })).totals.calls).toBe(2);
  expect((await read({ ...WEEK, from: '2026-03-28', to: '2026-03-29' })).totals.calls).toBe(1);
});

it.each([
  ['white space and the case of letters', ['No such  order', '\tno such\norder ', 'NO SUCH ORDER'], 'NO SUCH ORDER'],
  ['numbers of things', ['order 12345 is gone', 'order ord_98765x is gone'], 'order # is gone'],
  [
    'uuids and moments',
    [
      '0194d7e2-5b7a-7cc1-8d53-000000000001 since 2026-03-24T12:00:00.123Z',
      '0194d7e2-5b7a-7cc1-8d53-aaaaaaaaaaaa since 2026-03-24 12:05:59',
    ],
    '# since #',
  ],
  ['addresses', ['cannot mail ann@example.com', 'cannot mail bob@example.org'], 'cannot mail …'],
  ['nothing that could be read', [null, '', ' \n'], 'no reason given'],
  ['what comes after 200 letters', [`${'x'.repeat(200)}a`, `${'x'.repeat(200)}b`], 'x'.repeat(200)],
])('tells causes apart without regard to %s', async (_, errors, cause) => {
  await insertCalls(
    app.owner,
    owner.tenantId,
    errors.flatMap((error) => failed(error)),
  );
  expect((await read()).causes).toEqual([{ tool: 'find_order', cause, calls: errors.length }]);
});

it('keeps a status apart from another, and shows the twenty most frequent causes', async () => {
  const words = Array.from({ length: 25 }, (_, index) => `HTTP ${500 + index}`);
  await insertCalls(
    app.owner,
    owner.tenantId,
    words.flatMap((word, index) => failed(word, index + 1)),
  );
  const { causes } = await read();
  expect(causes).toHaveLength(20);
  expect(causes[0]).toEqual({ tool: 'find_order', cause: 'HTTP 524', calls: 25 });
  expect(causes.at(-1)).toEqual({ tool: 'find_order', cause: 'HTTP 505', calls: 6 });
});

it('counts the calls of before a conversation began to count, too', async () => {
  const talker = await Talker.of(app);
  const today = new Date().toISOString().slice(0, 10);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const calls = async (): Promise<number> =>
    (await read({ from: today, to: tomorrow, timeZone: 'UTC' }, talker.owner.tenantId)).totals.calls;
  const { id } = await talker.start();
  const run = { name: 'greet', status: 'succeeded', durationMs: 5 };
  await talker.post(`/conversations/${id}/tool-executions`, run);
  expect(await calls()).toBe(0);
  await talker.say(id, { speaker: 'visitor' });
  expect(await calls()).toBe(1);
  await talker.post(`/conversations/${id}/tool-executions`, run);
  expect(await calls()).toBe(2);
});

it('names deleted agents, and shows nothing of a neighbour', async () => {
  const gone = await createAgent(app, owner.token, { name: 'Gone' });
  await insertCalls(app.owner, owner.tenantId, [call({ agentId: gone.id })]);
  expect((await app.request('DELETE', `/agents/${gone.id}`, { token: owner.token })).status).toBeLessThan(300);
  expect((await read()).tools).toMatchObject([{ agentName: 'Gone', calls: 1 }]);
  expect((await read(WEEK, (await app.signUp()).tenantId)).totals.calls).toBe(0);
});

describe('against the rows, counted one by one', () => {
  const BERLIN = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

  const inside = (row: Executed, { from, to, agentId, channel }: ToolUsageScope): boolean => {
    const day = BERLIN.format(new Date(row.at));
    return row.isCounted && day >= from && day < to && (!agentId || row.agentId === agentId) && (!channel || row.channel === channel);
  };

  // around both clock changes of the year
  const moment = fc
    .tuple(fc.constantFrom('2026-03-27T20:00:00Z', '2026-10-23T20:00:00Z'), fc.nat(4 * 24 * 60))
    .map(([start, minutes]) => new Date(Date.parse(start) + minutes * 60_000).toISOString());
  const attempt = {
    at: moment,
    status: fc.constantFrom<Call['status']>('succeeded', 'failed', 'timed_out'),
    durationMs: fc.nat(5_000),
    error: fc.constantFrom(null, 'HTTP 500', 'http 500', 'gone'),
  };
  const row = fc.record({
    ...attempt,
    agentIndex: fc.nat(1),
    channel: fc.constantFrom<CountedChannel>('widget', 'api', 'phone'),
    isCounted: fc.nat(4).map((n) => n > 0),
    tool: fc.constantFrom('find_order', 'check_stock'),
    // attempts of one call may lie on both sides of a border, whichever way round their clocks went
    earlier: fc.oneof(fc.constant([]), fc.array(fc.record(attempt), { maxLength: 3 })),
  });
  const days = fc.constantFrom(
    ['2026-03-28', '2026-03-30'],
    ['2026-03-29', '2026-03-30'],
    ['2026-10-25', '2026-10-26'],
    ['2026-03-01', '2026-11-01'],
  );

  it('is the same for any calls, any attempts of them and any scope', async () => {
    const channels = fc.constantFrom(undefined, 'widget' as const, 'phone' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), days, fc.nat(2), channels, async (rows, [from = '', to = ''], who, channel) => {
        await app.owner.query('delete from conversations where tenant_id = $1', [owner.tenantId]);
        const calls = rows.map(({ agentIndex, ...rest }): Call => ({ ...rest, agentId: agent(agentIndex) }));
        await insertCalls(app.owner, owner.tenantId, calls);
        const scope = { ...WEEK, from, to, channel, ...(who < 2 && { agentId: agent(who) }) };
        const kept = calls.flatMap(attemptsOf).filter((each) => inside(each, scope));
        const usage = await read(scope);
        expect(usage.totals).toEqual(near(figuresOf(kept)));
        const tools = grouped(kept, ({ agentId, tool }) => `${agentId} ${tool}`);
        expect(Object.fromEntries(usage.tools.map(({ agentId, agentName: _, tool, ...rest }) => [`${agentId} ${tool}`, rest]))).toEqual(
          Object.fromEntries(tools.map(([key, group]) => [key, near(figuresOf(group))])),
        );
        const causeOf = ({ status, error }: Executed): string =>
          status === 'timed_out' ? 'timed out' : (error?.toLowerCase() ?? 'no reason given');
        const causes = grouped(
          kept.filter(({ status, isLast }) => isLast && status !== 'succeeded'),
          (each) => `${each.tool} ${causeOf(each)}`,
        );
        expect(Object.fromEntries(usage.causes.map(({ tool, cause, calls: count }) => [`${tool} ${cause.toLowerCase()}`, count]))).toEqual(
          Object.fromEntries(causes.map(([key, group]) => [key, group.length])),
        );
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

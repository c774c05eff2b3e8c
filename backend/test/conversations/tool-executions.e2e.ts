import { AgentAnalytics, ConversationDetail, ToolExecution, type Problem } from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import { newId } from '../../src/platform/database/ids.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { Talker } from './conversation-app.js';

let app: TestApp;
let talker: Talker;

beforeAll(async () => {
  app = await startTestApp();
  talker = await Talker.of(app);
});
afterAll(() => app.close());

const detail = async (id: string, by = talker): Promise<ConversationDetail> =>
  ConversationDetail.parse((await by.get(`/conversations/${id}`)).body);

describe('POST /conversations/:id/tool-executions', () => {
  it('records the call and tells the world', async () => {
    const { id } = await talker.start();
    const answer = await talker.post(`/conversations/${id}/tool-executions`, {
      name: 'book',
      status: 'failed',
      durationMs: 12,
      error: 'full',
    });
    expect(answer.status).toBe(201);
    const execution = ToolExecution.parse(answer.body);
    expect((await detail(id)).toolExecutions).toEqual([execution]);
    const { rows } = await app.owner.query(
      `select 1 from outbox_events where name = 'tool.executed' and payload->>'toolExecutionId' = $1`,
      [execution.id],
    );
    expect(rows).toHaveLength(1);
  });

  const run = { name: 'book', status: 'failed', durationMs: 12 };
  const attemptsOf = async (id: string): Promise<unknown[]> =>
    (await detail(id)).toolExecutions.map(({ callId, attempt, isLast }) => [callId, attempt, isLast]);

  it('takes an execution without an id for a call of its own', async () => {
    const { id } = await talker.start();
    for (let times = 0; times < 2; times++) {
      const answer = ToolExecution.parse((await talker.post(`/conversations/${id}/tool-executions`, run)).body);
      expect(answer).toMatchObject({ callId: null, attempt: 1, isLast: true });
    }
    expect(await attemptsOf(id)).toEqual([
      [null, 1, true],
      [null, 1, true],
    ]);
  });

  it('numbers the attempts of a call, of which one is the last, in each conversation for itself', async () => {
    const [{ id }, other] = [await talker.start(), await talker.start()];
    const add = async (to: string, callId: string) =>
      ToolExecution.parse((await talker.post(`/conversations/${to}/tool-executions`, { ...run, callId })).body);
    const told = [await add(id, 'a'), await add(id, ' a '), await add(id, 'b'), await add(id, 'a'), await add(other.id, 'a')];
    expect(told.map(({ callId, attempt, isLast }) => [callId, attempt, isLast])).toEqual([
      ['a', 1, true],
      ['a', 2, true],
      ['b', 1, true],
      ['a', 3, true],
      ['a', 1, true],
    ]);
    expect(await attemptsOf(id)).toEqual([
      ['a', 1, false],
      ['a', 2, false],
      ['b', 1, true],
      ['a', 3, true],
    ]);
    const { rows } = await app.owner.query<{ said: unknown }>(
      `select json_build_array(payload->>'callId', payload->'attempt') as said from outbox_events
        where name = 'tool.executed' and payload->>'conversationId' = $1 order by id`,
      [id],
    );
    expect(rows.map(({ said }) => said)).toEqual(told.slice(0, 4).map(({ callId, attempt }) => [callId, attempt]));
  });

  it('numbers attempts without gaps when twelve come at once, with exactly one last', async () => {
    const { id } = await talker.start();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => talker.post(`/conversations/${id}/tool-executions`, { ...run, callId: 'at-once' })),
    );
    const numbers = answers.map(({ body }) => ToolExecution.parse(body).attempt).sort((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const last = (await detail(id)).toolExecutions.filter(({ isLast }) => isLast);
    expect(last.map(({ attempt }) => attempt)).toEqual([12]);
  });

  it('waits for the attempt that another process is writing, and comes after it', async () => {
    const { id } = await talker.start();
    const other = await app.owner.connect();
    try {
      await other.query('begin');
      await other.query('select 1 from conversations where id = $1 for update', [id]);
      await other.query(
        `insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, executed_at, call_id)
         values ($1, $2, $3, 'book', 'failed', 12, now(), 'at-once')`,
        [newId(), talker.owner.tenantId, id],
      );
      const answer = talker.post(`/conversations/${id}/tool-executions`, { ...run, callId: 'at-once' });
      await eventually('a writer that waits', async () => {
        const { rows } = await app.owner.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%conversations%for update%'`,
        );
        return rows.length > 0;
      });
      await other.query('commit');
      expect(ToolExecution.parse((await answer).body)).toMatchObject({ attempt: 2, isLast: true });
    } finally {
      other.release();
    }
    expect(await attemptsOf(id)).toEqual([
      ['at-once', 1, false],
      ['at-once', 2, true],
    ]);
  });

  it('makes the report’s figures, whatever is tried again and in which order', async () => {
    const execution = fc.record({
      place: fc.nat(1),
      callId: fc.constantFrom(undefined, 'a', 'b', 'c'),
      status: fc.constantFrom('succeeded', 'failed', 'timed_out'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(execution, { minLength: 1, maxLength: 10 }), async (history) => {
        const fresh = await Talker.of(app);
        const places = [await fresh.start(), await fresh.start()];
        for (const { id } of places) await fresh.say(id, { speaker: 'visitor' });
        // what the last attempt of each call came to, by hand
        const ends = new Map<string, { status: string; attempts: number }>();
        for (const [index, { place, callId, status }] of history.entries()) {
          const answer = await fresh.post(`/conversations/${places[place]?.id ?? ''}/tool-executions`, { ...run, callId, status });
          const call = `${place} ${callId ?? index}`;
          ends.set(call, { status, attempts: (ends.get(call)?.attempts ?? 0) + 1 });
          expect(ToolExecution.parse(answer.body)).toMatchObject({
            callId: callId ?? null,
            attempt: ends.get(call)?.attempts,
            isLast: true,
          });
        }
        const calls = [...ends.values()];
        const bad = calls.filter(({ status }) => status !== 'succeeded').length;
        const retried = calls.filter(({ attempts }) => attempts > 1).length;
        const { figures } = AgentAnalytics.parse((await fresh.get('/analytics/agents')).body);
        expect([figures.tool_calls.value, figures.tool_attempts.value]).toEqual([calls.length, history.length]);
        expect(figures.tool_error_rate).toMatchObject({ numerator: bad, denominator: calls.length });
        expect(figures.tool_retry_rate).toMatchObject({ numerator: retried, denominator: calls.length });
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('takes a repeated key for the same attempt', async () => {
    const { id } = await talker.start();
    const body = { ...run, callId: 'once' };
    const headers = { 'idempotency-key': `tool-${id}` };
    const first = await talker.post(`/conversations/${id}/tool-executions`, body, headers);
    expect((await talker.post(`/conversations/${id}/tool-executions`, body, headers)).body).toEqual(first.body);
    expect(await attemptsOf(id)).toEqual([['once', 1, true]]);
  });

  it('refuses the id of a call for another tool, and changes nothing', async () => {
    const { id } = await talker.start();
    await talker.post(`/conversations/${id}/tool-executions`, { ...run, callId: 'a' });
    const answer = await talker.post(`/conversations/${id}/tool-executions`, { ...run, name: 'cancel', callId: 'a' });
    expect([answer.status, answer.body.code]).toEqual([409, 'conversations.call_reused']);
    expect(await attemptsOf(id)).toEqual([['a', 1, true]]);
  });

  it.each([[''], ['  '], ['x'.repeat(129)], [7], [null], ['nul\u0000']])('names an id that is none (%j)', async (callId) => {
    const { id } = await talker.start();
    const answer = await talker.post<Problem>(`/conversations/${id}/tool-executions`, { ...run, callId });
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([400, 'callId']);
  });

  it('refuses a conversation that has ended', async () => {
    const { id } = await talker.start();
    await talker.post(`/conversations/${id}/end`, {});
    const answer = await talker.post(`/conversations/${id}/tool-executions`, { name: 'book', status: 'succeeded', durationMs: 1 });
    expect([answer.status, answer.body.code]).toEqual([409, 'conversations.ended']);
  });
});

import { AgentAnalytics, ConversationAnalytics } from '@orbisvoice/shared-dto';
import { Rollups } from '../../src/modules/analytics/index.js';
import { Talker } from '../conversations/conversation-app.js';
import { exported, fileOf } from '../exports/export-world.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { csvLinesOf } from '../harness/csv-lines.js';
import { freshDatabase } from '../harness/postgres.js';
import { conversation, insertConversations, type StagesOfRow } from './conversation-rows.js';

let app: TestApp;
let talker: Talker;
let rollups: Rollups;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  talker = await Talker.of(app);
  rollups = app.get(Rollups);
}, 60_000);
afterAll(() => app.close());

async function report(query = '', by = talker): Promise<AgentAnalytics> {
  const answer = await by.get(`/analytics/agents${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return AgentAnalytics.parse(answer.body);
}

/** A question and its answer, counted. */
async function answered(latencyMs: number, stages?: Record<string, number>, over: Record<string, unknown> = {}): Promise<string> {
  const { id } = await talker.start(over);
  await talker.say(id, { speaker: 'visitor' }, { speaker: 'agent', latencyMs, ...(stages && { stages }) });
  return id;
}

const NOTHING = { median: null, p95: null, p99: null };
const close = (value: number): number => expect.closeTo(value, 9) as number;

it('is null of nothing', async () => {
  const { stages, agents } = await report();
  expect(stages).toEqual(['listen', 'think', 'speak'].map((stage) => ({ stage, measured: 0, ...NOTHING })));
  expect(agents).toMatchObject([{ firstResponseP99: null, stages }]);
});

describe('what engines sent with their turns', () => {
  let other: string;

  beforeAll(async () => {
    other = (await createAgent(app, talker.owner.token, { name: 'Ben' })).id;
    await answered(100, { listenMs: 10, thinkMs: 60 });
    await answered(120, { listenMs: 20, thinkMs: 90 });
    await answered(110, undefined, { agentId: other });
    await answered(127, { speakMs: 127 }, { channel: 'playground' });
    await insertConversations(app.owner, talker.owner.tenantId, [
      conversation({ agentId: other, startedAt: Date.now() - 40 * 86_400_000, firstResponse: 126, stages: [126, 126, 126] }),
    ]);
  });

  it('stands in the report, the same before folding and after, by every way of reading', async () => {
    const marked = await report();
    await rollups.fold();
    const folded = await report();
    expect({ ...folded, asOf: null }).toEqual({ ...marked, asOf: null });
    expect(folded.stages).toEqual([
      { stage: 'listen', measured: 2, median: 15, p95: close(19.5), p99: close(19.9) },
      { stage: 'think', measured: 2, median: 75, p95: close(88.5), p99: close(89.7) },
      { stage: 'speak', measured: 0, ...NOTHING },
    ]);
    const by = new Map(folded.agents.map(({ agentName, ...figures }) => [agentName, figures]));
    expect(by.get('Ava')).toMatchObject({ firstResponseP99: close(119.8), stages: folded.stages });
    expect(by.get('Ben')).toMatchObject({ firstResponseP99: 110, stages: [{ measured: 0 }, { p99: null }, { median: null }] });
    // days, hours of another zone, rows, and what is chosen
    for (const query of ['?timeZone=Asia/Tokyo', '?timeZone=Asia/Kolkata', '?channel=api', `?agentId=${talker.agentId}`])
      expect([query, (await report(query)).stages]).toEqual([query, folded.stages]);
    expect((await report('?channel=phone')).stages.map(({ measured }) => measured)).toEqual([0, 0, 0]);
    const { figures } = ConversationAnalytics.parse((await talker.get('/analytics/conversations')).body);
    expect(figures.first_response_p99).toEqual({ value: close(119.8), previous: 126, numerator: null, denominator: 3 });
  });

  it('is checked against its rows, and follows one that comes late', async () => {
    const { tenantId } = talker.owner;
    await rollups.fold();
    expect(await rollups.check(tenantId)).toEqual({ tenants: 1, wrong: [] });
    await app.owner.query('update conversations set first_speak_ms = 30 where tenant_id = $1 and first_listen_ms = 10', [tenantId]);
    const late = { stage: 'speak', measured: 1, median: 30, p95: 30, p99: 30 };
    expect((await report()).stages[2]).toEqual(late);
    await rollups.fold();
    expect((await report()).stages[2]).toEqual(late);
    // what a worker of the former version leaves: cells without stages
    await app.owner.query(`update conversation_hours set stage_buckets = '{}', stage_counts = '{}' where tenant_id = $1`, [tenantId]);
    expect((await rollups.check(tenantId)).wrong).toHaveLength(1);
    await rollups.fold();
    expect(await rollups.check(tenantId)).toEqual({ tenants: 1, wrong: [] });
    expect((await report()).stages[2]).toEqual(late);
  });

  it('is in the files of conversations and turns', async () => {
    const [conversations, turns] = await Promise.all(
      ['conversations', 'transcript_turns'].map(async (dataset) => {
        const { id } = await exported(app, talker.owner.token, { dataset, filters: { agentId: talker.agentId, channel: 'api' } });
        return csvLinesOf(await fileOf(app, talker.owner.token, id));
      }),
    );
    const columns = (lines: readonly string[][] = [], names: readonly string[] = []): string[][] => {
      const [head = [], ...rows] = lines;
      return rows.map((row) => names.map((name) => row[head.indexOf(name)] ?? 'no such column'));
    };
    expect(columns(conversations, ['firstResponseMs', 'firstListenMs', 'firstThinkMs', 'firstSpeakMs'])).toEqual([
      ['100', '10', '60', '30'],
      ['120', '20', '90', ''],
    ]);
    const times = columns(turns, ['speaker', 'latencyMs', 'listenMs', 'thinkMs', 'speakMs']).filter(([speaker]) => speaker === 'agent');
    expect(times).toEqual([
      ['agent', '100', '10', '60', ''],
      ['agent', '120', '20', '90', ''],
    ]);
  });

  it('is nobody else’s', async () => {
    const neighbour = await Talker.of(app);
    expect((await report('', neighbour)).stages.map(({ measured }) => measured)).toEqual([0, 0, 0]);
    const { id } = await talker.start();
    expect((await neighbour.say(id, { speaker: 'agent', latencyMs: 9, stages: { thinkMs: 9 } })).status).toBe(404);
  });
});

it('refuses rows that no engine can have measured', async () => {
  const row = (firstResponse: number | null, stages: StagesOfRow) =>
    insertConversations(app.owner, talker.owner.tenantId, [
      conversation({ agentId: talker.agentId, startedAt: Date.now(), firstResponse, stages }),
    ]);
  await expect(row(null, [null, 5, null])).rejects.toThrow('conversations_first_stages');
  await expect(row(50, [null, -5, 7])).rejects.toThrow('conversations_first_stages');
});

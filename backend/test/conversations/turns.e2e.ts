import { ConversationDetail, type ConversationList, TurnList, type Problem } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp } from '../harness/app.js';
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

describe('POST /conversations/:id/turns', () => {
  it('counts at the first visitor turn, once', async () => {
    const fresh = await Talker.of(app);
    const { id } = await fresh.start();
    await fresh.say(id, { speaker: 'agent', text: 'Welcome' });
    expect(await fresh.places()).toEqual([0, 1]);
    await fresh.say(id, { speaker: 'visitor', text: 'Are you open on Sunday?' });
    expect(await fresh.places()).toEqual([1, 0]);
    await fresh.say(id, { speaker: 'visitor' }, { speaker: 'visitor' });
    expect(await fresh.places()).toEqual([1, 0]);
    expect(await detail(id, fresh)).toMatchObject({ isCounted: true, turnCount: 4 });
  });

  it('takes the first answer’s latency, not the greeting’s', async () => {
    const { id } = await talker.start();
    await talker.say(id, { speaker: 'agent', latencyMs: 5 }, { speaker: 'visitor' });
    expect((await detail(id)).firstResponseMs).toBeNull();
    await talker.say(id, { speaker: 'agent', latencyMs: 640 }, { speaker: 'agent', latencyMs: 9 });
    expect((await detail(id)).firstResponseMs).toBe(640);
  });

  it('keeps the stages of every answer, and those of the first with its latency', async () => {
    const { id } = await talker.start();
    const first = { listenMs: 0, thinkMs: 410 };
    await talker.say(id, { speaker: 'agent', latencyMs: 5, stages: { speakMs: 5 } }, { speaker: 'visitor' });
    expect((await detail(id)).firstResponseStages).toBeNull();
    await talker.say(id, { speaker: 'agent', latencyMs: 640, stages: first }, { speaker: 'visitor' }, { speaker: 'agent', latencyMs: 9 });
    await talker.say(id, { speaker: 'visitor' }, { speaker: 'agent', latencyMs: 90, stages: { listenMs: 1, thinkMs: 2, speakMs: 3 } });
    const { firstResponseMs, firstResponseStages, turns } = await detail(id);
    const read = { listenMs: 0, thinkMs: 410, speakMs: null };
    expect([firstResponseMs, firstResponseStages]).toEqual([640, read]);
    const answers = turns.filter(({ speaker }) => speaker === 'agent').map(({ stages }) => stages);
    expect(answers).toEqual([{ listenMs: null, thinkMs: null, speakMs: 5 }, read, null, { listenMs: 1, thinkMs: 2, speakMs: 3 }]);
    expect(TurnList.parse((await talker.get(`/transcripts/${id}`)).body).items).toEqual(turns);
    const [listed] = (await talker.get<ConversationList>(`/conversations?measuredStage=think`)).body.items;
    expect(listed).toMatchObject({ id, firstResponseStages: read });
    expect((await talker.get<ConversationList>('/conversations?measuredStage=speak')).body.items).toEqual([]);
  });

  it('gives no second answer’s stages to a first one without any, nor another body’s to the same key', async () => {
    const { id } = await talker.start();
    const body = { turns: [{ speaker: 'agent', text: 'Yes', latencyMs: 100 }] };
    await talker.say(id, { speaker: 'visitor' });
    await talker.post(`/conversations/${id}/turns`, body, { 'idempotency-key': `stages-${id}` });
    const [turn] = body.turns;
    const other = { turns: [{ ...turn, stages: { thinkMs: 60 } }] };
    const refused = await talker.post<Problem>(`/conversations/${id}/turns`, other, { 'idempotency-key': `stages-${id}` });
    expect(refused.status).toBe(409);
    await talker.post(`/conversations/${id}/turns`, other);
    expect(await detail(id)).toMatchObject({ firstResponseMs: 100, firstResponseStages: null, turnCount: 3 });
  });

  it('numbers turns without gaps when thirty requests come at once', async () => {
    const { id } = await talker.start();
    const pair = [
      { speaker: 'visitor', text: 'a' },
      { speaker: 'agent', text: 'b' },
    ] as const;
    const answers = await Promise.all(Array.from({ length: 30 }, () => talker.say(id, ...pair)));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const { turns, turnCount } = await detail(id);
    expect(turnCount).toBe(60);
    expect(turns.map(({ position }) => position)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    // a batch stays together
    expect(turns.map(({ text }) => text).join('')).toBe('ab'.repeat(30));
  });

  it('never counts the playground', async () => {
    const fresh = await Talker.of(app);
    const { id } = await fresh.start({ channel: 'playground' });
    await fresh.say(id, { speaker: 'visitor' }, { speaker: 'agent', latencyMs: 10 });
    expect(await fresh.places()).toEqual([0, 0]);
    expect(await detail(id, fresh)).toMatchObject({ isCounted: false, firstResponseMs: 10 });
  });

  it('answers with the turns, and with the same ones to a repeated key', async () => {
    const { id } = await talker.start();
    const body = { turns: [{ speaker: 'visitor', text: 'Grüße 🎉 <b>&', startedAt: '2026-05-01T10:00:00Z', latencyMs: 3 }] };
    const headers = { 'idempotency-key': `turn-${id}` };
    const first = TurnList.parse((await talker.post(`/conversations/${id}/turns`, body, headers)).body);
    const again = await talker.post(`/conversations/${id}/turns`, body, headers);
    expect(again.body).toEqual(first);
    expect(first.items).toMatchObject([{ position: 0, text: 'Grüße 🎉 <b>&', startedAt: '2026-05-01T10:00:00.000Z', latencyMs: 3 }]);
    expect((await detail(id)).turnCount).toBe(1);
  });

  it('refuses a conversation that has ended', async () => {
    const { id } = await talker.start();
    await talker.post(`/conversations/${id}/end`, {});
    const answer = await talker.say(id, { speaker: 'visitor' });
    expect([answer.status, answer.body.code]).toEqual([409, 'conversations.ended']);
  });

  it.each<[unknown, string]>([
    [{ turns: [] }, 'turns'],
    [{ turns: [{ speaker: 'dog', text: 'x' }] }, 'turns.0.speaker'],
    [{ turns: [{ speaker: 'agent', text: '' }] }, 'turns.0.text'],
    [{ turns: [{ speaker: 'visitor', text: 'x', latencyMs: 9, stages: { thinkMs: 9 } }] }, 'turns.0.stages'],
    [{ turns: [{ speaker: 'agent', text: 'x', stages: { thinkMs: 9 } }] }, 'turns.0.stages'],
    [{ turns: [{ speaker: 'agent', text: 'x', latencyMs: 9, stages: {} }] }, 'turns.0.stages'],
    [{ turns: [{ speaker: 'agent', text: 'x', latencyMs: 9, stages: { thinkMs: -1 } }] }, 'turns.0.stages.thinkMs'],
    [{ turns: [{ speaker: 'agent', text: 'x', latencyMs: 9, stages: { speakMs: 600_001 } }] }, 'turns.0.stages.speakMs'],
    [{ turns: [{ speaker: 'agent', text: 'x', latencyMs: 9, stages: { listenMs: 1.5 } }] }, 'turns.0.stages.listenMs'],
    [{ turns: [{ speaker: 'agent', text: 'x', latencyMs: 9, stages: { dreamMs: 1 } }] }, 'turns.0.stages.dreamMs'],
    [{ turns: Array.from({ length: 101 }, () => ({ speaker: 'agent', text: 'x' })) }, 'turns'],
  ])('names what is wrong (%#)', async (body, path) => {
    const { id } = await talker.start();
    const answer = await talker.post<Problem>(`/conversations/${id}/turns`, body);
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([400, path]);
  });
});

it.each([
  ['POST', '/turns', { turns: [{ speaker: 'agent', text: 'x' }] }],
  ['POST', '/tool-executions', { name: 'x', status: 'failed', durationMs: 1 }],
  ['POST', '/end', {}],
  ['GET', '', undefined],
  ['DELETE', '', undefined],
])('%s /conversations/:id%s answers 404 to a neighbour and 401 to a stranger', async (method, path, body) => {
  const neighbour = await Talker.of(app);
  const { id } = await neighbour.start();
  const answer = await app.request<Problem>(method, `/conversations/${id}${path}`, { token: talker.owner.token, body });
  expect([answer.status, answer.body.code]).toEqual([404, 'conversations.not_found']);
  expect((await app.request(method, `/conversations/${id}${path}`, { body })).status).toBe(401);
});

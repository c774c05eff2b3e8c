import { Conversation, TurnList, type Problem } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from './conversation-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const end = async (talker: Talker, id: string, body: object = {}): Promise<Conversation> => {
  const answer = await talker.post(`/conversations/${id}/end`, body);
  expect(answer.status).toBe(200);
  return Conversation.parse(answer.body);
};

describe('POST /conversations/:id/end', () => {
  it.each([
    ['nothing was said', {}, [0, 0]],
    ['nine seconds of audio', { connectedSeconds: 9 }, [0, 0]],
    ['ten seconds of audio', { connectedSeconds: 10 }, [1, 0]],
    ['an abandoned call of a minute', { status: 'abandoned', connectedSeconds: 60 }, [1, 0]],
    ['a call that failed', { status: 'failed', connectedSeconds: 60 }, [0, 0]],
  ])('decides what counts: %s', async (_, body, places) => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    const ended = await end(talker, id, body);
    expect(ended.isCounted).toBe(places[0] === 1);
    expect(await talker.places()).toEqual(places);
  });

  it('keeps a conversation counted that a visitor spoke in, however it ends', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    await talker.say(id, { speaker: 'visitor' });
    expect(await end(talker, id, { status: 'failed' })).toMatchObject({ isCounted: true, status: 'failed' });
    expect(await talker.places()).toEqual([1, 0]);
  });

  it('keeps what it was told', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    const ended = await end(talker, id, { outcome: 'success', endReason: 'visitor hung up', connectedSeconds: 42 });
    expect(ended).toMatchObject({ status: 'completed', outcome: 'success', endReason: 'visitor hung up', durationSeconds: 42 });
    const { rows } = await app.owner.query<{ payload: object }>(
      `select payload from outbox_events where name = 'conversation.ended' and payload->>'conversationId' = $1`,
      [id],
    );
    expect(rows).toMatchObject([{ payload: { durationSeconds: 42, isCounted: true, outcome: 'success' } }]);
  });

  it('answers the same to every further end, also at once', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    const answers = await Promise.all(Array.from({ length: 8 }, () => end(talker, id, { connectedSeconds: 30 })));
    const later = await end(talker, id, { status: 'failed', outcome: 'failure' });
    for (const answer of [...answers, later]) expect(answer).toEqual(answers[0]);
    expect(await talker.places()).toEqual([1, 0]);
    const { rows } = await app.owner.query(
      `select 1 from outbox_events where name = 'conversation.ended' and payload->>'conversationId' = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('gives the place back, for somebody else to take', async () => {
    const talker = await Talker.of(app);
    await talker.leave(1);
    const { id } = await talker.start();
    expect((await talker.post('/conversations', { agentId: talker.agentId, sessionId: 'waiting' })).status).toBe(402);
    await end(talker, id);
    expect((await talker.post('/conversations', { agentId: talker.agentId, sessionId: 'waiting' })).status).toBe(201);
  });

  it('refuses what it does not know', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    const answer = await talker.post(`/conversations/${id}/end`, { status: 'open', connectedSeconds: -1 });
    expect(answer.status).toBe(400);
    expect(answer.body.fields?.map(({ path }) => path).sort()).toEqual(['connectedSeconds', 'status']);
  });
});

describe('DELETE /conversations/:id', () => {
  it('deletes what was said, keeps the usage, and says who did it', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    await talker.say(id, { speaker: 'visitor', text: 'My name is Alan' });
    const answer = await app.request('DELETE', `/conversations/${id}`, { token: talker.owner.token });
    expect(answer.status).toBe(204);
    expect((await talker.get(`/conversations/${id}`)).status).toBe(404);
    const left = await app.owner.query('select 1 from transcript_turns where conversation_id = $1', [id]);
    expect(left.rowCount).toBe(0);
    expect(await talker.places()).toEqual([1, 0]);
    const { rows } = await app.owner.query<{ action: string }>('select action from audit_entries where target_id = $1 order by seq', [id]);
    expect(rows.map(({ action }) => action)).toEqual(['conversation.started', 'conversation.deleted']);
  });

  it('gives the place of an open one back', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    await app.request('DELETE', `/conversations/${id}`, { token: talker.owner.token });
    expect(await talker.places()).toEqual([0, 0]);
  });

  it('counts or releases exactly once when a turn comes at the same moment', async () => {
    const talker = await Talker.of(app);
    for (let round = 0; round < 6; round++) {
      const before = await talker.places();
      const { id } = await talker.start();
      const [said] = await Promise.all([
        talker.say(id, { speaker: 'visitor' }),
        app.request('DELETE', `/conversations/${id}`, { token: talker.owner.token }),
      ]);
      expect(await talker.places()).toEqual([before[0] + (said.status === 201 ? 1 : 0), 0]);
    }
  });
});

describe('GET /transcripts/:conversationId', () => {
  it('gives what was said, in order', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    await talker.say(id, { speaker: 'agent', text: 'one' }, { speaker: 'visitor', text: 'two' });
    const { body } = await talker.get(`/transcripts/${id}`);
    expect(TurnList.parse(body).items.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('answers 404 to a neighbour, 400 to no id', async () => {
    const [talker, neighbour] = [await Talker.of(app), await Talker.of(app)];
    const { id } = await talker.start();
    expect((await neighbour.get<Problem>(`/transcripts/${id}`)).body.code).toBe('conversations.not_found');
    expect((await neighbour.get('/transcripts/nothing')).status).toBe(400);
  });
});

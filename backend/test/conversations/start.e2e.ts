import { type Conversation, type Problem } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from './conversation-app.js';

let app: TestApp;
let talker: Talker;

beforeAll(async () => {
  app = await startTestApp();
  talker = await Talker.of(app);
});
afterAll(() => app.close());

describe('POST /conversations', () => {
  it('opens a conversation that holds a place and does not count yet', async () => {
    const fresh = await Talker.of(app);
    const conversation = await fresh.start({ country: 'DE', device: 'mobile', visitorId: 'v-1', browser: 'Firefox' });
    expect(conversation).toMatchObject({
      agentName: 'Ava',
      status: 'open',
      outcome: 'unknown',
      channel: 'api',
      country: 'DE',
      turnCount: 0,
      isCounted: false,
      durationSeconds: null,
    });
    expect(await fresh.places()).toEqual([0, 1]);
    const { rows } = await app.owner.query(
      `select 1 from outbox_events where name = 'conversation.started' and payload->>'conversationId' = $1`,
      [conversation.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('answers a repeat with the original, and refuses another body', async () => {
    const fresh = await Talker.of(app);
    const body = { agentId: fresh.agentId, sessionId: 'same', country: 'DE' };
    const first = await fresh.post<Conversation>('/conversations', body);
    const again = await fresh.post<Conversation>('/conversations', body);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await fresh.post('/conversations', { ...body, country: 'FR' });
    expect([other.status, other.body.code]).toEqual([409, 'conversations.session_reused']);
    expect(await fresh.places()).toEqual([0, 1]);
  });

  it('gives one conversation to twenty equal requests at once', async () => {
    const fresh = await Talker.of(app);
    const body = { agentId: fresh.agentId, sessionId: 'burst' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => fresh.post<Conversation>('/conversations', body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    expect(await fresh.places()).toEqual([0, 1]);
  });

  it('admits exactly ten of fifty at ten places, and says why the others must wait', async () => {
    const fresh = await Talker.of(app);
    await fresh.leave(10);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => fresh.post('/conversations', { agentId: fresh.agentId, sessionId: `rush-${index}` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 402);
    expect(refused).toHaveLength(40);
    expect(refused[0]?.body).toMatchObject({ code: 'usage_limit_reached', params: { limit: 10, used: 0 } });
    expect(Date.parse(String(refused[0]?.body.params?.['resetsAt']))).toBeGreaterThan(Date.now());
    const { rows } = await app.owner.query('select 1 from conversations where tenant_id = $1', [fresh.owner.tenantId]);
    expect(rows).toHaveLength(10);
  });

  it('lets the playground in when nothing is left, and holds no place for it', async () => {
    const fresh = await Talker.of(app);
    await fresh.leave(0);
    await fresh.start({ channel: 'playground' });
    expect(await fresh.places()).toEqual([0, 0]);
  });

  it('finds the place of a start that died before its conversation was written', async () => {
    const fresh = await Talker.of(app);
    const lost = await fresh.start({ sessionId: 'torn' });
    await app.owner.query('delete from conversations where id = $1', [lost.id]);
    const healed = await fresh.start({ sessionId: 'torn' });
    expect(healed.id).toBe(lost.id);
    expect(await fresh.places()).toEqual([0, 1]);
  });

  it('does not let a counted session begin again after it was deleted', async () => {
    const fresh = await Talker.of(app);
    const conversation = await fresh.start({ sessionId: 'spent' });
    await fresh.say(conversation.id, { speaker: 'visitor' });
    await app.request('DELETE', `/conversations/${conversation.id}`, { token: fresh.owner.token });
    const again = await fresh.post('/conversations', { agentId: fresh.agentId, sessionId: 'spent' });
    expect([again.status, again.body.code]).toEqual([409, 'conversations.session_reused']);
    expect(await fresh.places()).toEqual([1, 0]);
  });

  it('refuses an agent that is switched off, unknown or a neighbour’s', async () => {
    const neighbour = await Talker.of(app);
    await app.request('PATCH', `/agents/${neighbour.agentId}`, { token: neighbour.owner.token, body: { isActive: false } });
    const off = await neighbour.post('/conversations', { agentId: neighbour.agentId, sessionId: 'off' });
    expect([off.status, off.body.code]).toEqual([409, 'agents.inactive']);
    const foreign = await talker.post('/conversations', { agentId: neighbour.agentId, sessionId: 'foreign' });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'agents.not_found']);
  });

  it('refuses a suspended tenant', async () => {
    const fresh = await Talker.of(app);
    await app.owner.query(`update tenants set status = 'suspended' where id = $1`, [fresh.owner.tenantId]);
    const answer = await fresh.post('/conversations', { agentId: fresh.agentId, sessionId: 'suspended' });
    expect([401, 403]).toContain(answer.status);
    expect(await fresh.places()).toEqual([0, 0]);
  });

  it('keeps the sessions of two tenants apart', async () => {
    const neighbour = await Talker.of(app);
    const [ours, theirs] = [await talker.start({ sessionId: 'shared' }), await neighbour.start({ sessionId: 'shared' })];
    expect(ours.id).not.toBe(theirs.id);
  });

  it.each<[object, string]>([
    [{ sessionId: '' }, 'sessionId'],
    [{ sessionId: 'x'.repeat(129) }, 'sessionId'],
    [{ sessionId: 's', country: 'Germany' }, 'country'],
    [{ sessionId: 's', channel: 'fax' }, 'channel'],
    [{ sessionId: 's', extra: 1 }, 'extra'],
  ])('names what is wrong with %j', async (over, path) => {
    const answer = await talker.post<Problem>('/conversations', { agentId: talker.agentId, ...over });
    expect(answer.status).toBe(400);
    expect(answer.body.fields?.map((field) => field.path)).toEqual([path]);
  });

  it('refuses strangers', async () => {
    const body = { agentId: talker.agentId, sessionId: 'stranger' };
    expect((await app.request('POST', '/conversations', { body })).status).toBe(401);
  });
});

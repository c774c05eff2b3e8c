import { Usage } from '../../src/modules/billing/index.js';
import { SettleConversations } from '../../src/modules/conversations/jobs/settle-conversations.job.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from './conversation-app.js';

/**
 * A process that dies between two commits, simulated where it hurts: the call that follows the first commit never happens.
 * What the maintenance job then finds must lead to a count of exactly one, or to the place being free again.
 */
let app: TestApp;
let dead: jest.SpyInstance[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => revive());
afterAll(() => app.close());

function die(...steps: ('settle' | 'release')[]): void {
  dead = steps.map((step) => jest.spyOn(app.get(Usage), step).mockRejectedValue(new Error('the process is gone')));
}
function revive(): void {
  for (const spy of dead) spy.mockRestore();
  dead = [];
}
/** Lets the reservations of a tenant be as old as the job wants them. */
const age = (talker: Talker, minutes: number) =>
  app.owner.query(`update usage_events set at = at - make_interval(mins => $2) where tenant_id = $1`, [talker.owner.tenantId, minutes]);
const repair = () => app.get(SettleConversations).run();

describe('a crash', () => {
  it('between a qualifying turn and its settling counts once, however often it is repaired', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    die('settle', 'release');
    expect((await talker.say(id, { speaker: 'visitor' })).status).toBe(201);
    expect(await talker.places()).toEqual([0, 1]);
    revive();
    await age(talker, 2);
    await Promise.all([repair(), repair()]);
    await repair();
    expect(await talker.places()).toEqual([1, 0]);
    await talker.post(`/conversations/${id}/end`, { connectedSeconds: 30 });
    expect(await talker.places()).toEqual([1, 0]);
  });

  it('between an end and its release frees the place', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    die('settle', 'release');
    await talker.post(`/conversations/${id}/end`, {});
    expect(await talker.places()).toEqual([0, 1]);
    revive();
    await age(talker, 2);
    await repair();
    expect(await talker.places()).toEqual([0, 0]);
  });

  it('between a reservation and its conversation frees the place after ten minutes, not before', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start({ sessionId: 'torn' });
    await app.owner.query('delete from conversations where id = $1', [id]);
    await age(talker, 9);
    await repair();
    expect(await talker.places()).toEqual([0, 1]);
    await age(talker, 2);
    await repair();
    expect(await talker.places()).toEqual([0, 0]);
    // and the client that comes back at last is served
    await talker.start({ sessionId: 'torn' });
    expect(await talker.places()).toEqual([0, 1]);
  });

  it('in the middle of a conversation leaves it alone while it may still go on', async () => {
    const talker = await Talker.of(app);
    await talker.start();
    await age(talker, 60);
    await repair();
    expect(await talker.places()).toEqual([0, 1]);
  });

  it('of the client closes the conversation after a day, as of its last turn', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    await talker.say(id, { speaker: 'agent' });
    await app.owner.query(`update conversations set started_at = now() - interval '25 hours' where id = $1`, [id]);
    await app.owner.query(
      `update transcript_turns set started_at = now() - interval '25 hours' + interval '90 s' where conversation_id = $1`,
      [id],
    );
    await repair();
    const { body } = await talker.get(`/conversations/${id}`);
    expect(body).toMatchObject({ status: 'abandoned', endReason: 'timed_out', isCounted: false });
    expect(Math.abs((body as unknown as { durationSeconds: number }).durationSeconds - 90)).toBeLessThanOrEqual(1);
    expect(await talker.places()).toEqual([0, 0]);
  });

  it('of one tenant that cannot be repaired leaves none of the others unrepaired', async () => {
    const [torn, sound] = [await Talker.of(app), await Talker.of(app)];
    for (const talker of [torn, sound]) {
      const { id } = await talker.start();
      die('settle', 'release');
      await talker.post(`/conversations/${id}/end`, {});
      revive();
      await age(talker, talker === torn ? 3 : 2);
    }
    const reserve = (places: number) =>
      app.owner.query('update usage_periods set reserved = $2 where tenant_id = $1', [torn.owner.tenantId, places]);
    await reserve(0);
    await expect(repair()).rejects.toThrow(/^1 of \d+ tenants failed/);
    expect(await sound.places()).toEqual([0, 0]);
    await reserve(1);
    await repair();
    expect(await torn.places()).toEqual([0, 0]);
  });
});

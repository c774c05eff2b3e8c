import { AnalyticsQuery, EngagementQuery } from '@orbisvoice/shared-dto';
import { ConversationAnalyticsService, EngagementAnalyticsService, Rollups } from '../../src/modules/analytics/index.js';
import { ConversationFiguresRepository } from '../../src/modules/analytics/persistence/conversation-figures.repository.js';
import { EngagementRepository } from '../../src/modules/analytics/persistence/engagement.repository.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { conversation, insertConversations, insertTenant } from './conversation-rows.js';
import { insertTalks, insertVisits } from './engagement-rows.js';

const NOON = new Date('2026-11-20T12:05:00Z');
const AT = Date.parse('2026-11-18T10:00:00Z');
const RANGE = { from: '2026-11-10', to: '2026-11-21' };

let app: TestApp;
let now = NOON;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  jest.spyOn(app.get(Clock), 'now').mockImplementation(() => now);
}, 120_000);
beforeEach(() => {
  now = NOON;
});
afterAll(() => app.close());

interface Workspace {
  readonly tenantId: string;
  readonly agentId: string;
}

/** A workspace with one conversation of a visit, folded. */
async function given(): Promise<Workspace> {
  const { tenantId, agentIds } = await insertTenant(app.owner, 'Europe/Berlin', 1);
  const agentId = agentIds[0] ?? '';
  await insertVisits(app.owner, tenantId, [{ id: 'v1', agentId, startedAt: AT, impressionAt: AT, openedAt: AT, grantedAt: null }]);
  await insertTalks(app.owner, tenantId, [
    {
      ...{
        sessionId: 'v1',
        agentId,
        channel: 'widget',
        outcome: 'unknown',
        visitorId: 'a',
        country: 'DE',
        device: 'mobile',
        browser: null,
      },
      ...{ startedAt: AT, countedAt: AT },
    },
  ]);
  await app.get(Rollups).fold();
  return { tenantId, agentId };
}

const conversations = (tenantId: string, query: object = {}) =>
  app.get(ConversationAnalyticsService).report({ tenantId: tenantIdOf(tenantId) }, AnalyticsQuery.parse({ ...RANGE, ...query }));
const engagement = (tenantId: string, query: object = {}) =>
  app.get(EngagementAnalyticsService).report({ tenantId: tenantIdOf(tenantId) }, EngagementQuery.parse({ ...RANGE, ...query }));

/** How often figures are counted while something is done. */
async function counted(work: () => Promise<unknown>): Promise<{ conversations: number; engagement: number }> {
  const spies = [jest.spyOn(app.get(ConversationFiguresRepository), 'read'), jest.spyOn(app.get(EngagementRepository), 'read')] as const;
  await work();
  const [ofConversations, ofEngagement] = spies.map((spy) => spy.mock.calls.length);
  for (const spy of spies) spy.mockRestore();
  return { conversations: ofConversations ?? 0, engagement: ofEngagement ?? 0 };
}

const both = (tenantId: string) => async () => {
  await conversations(tenantId);
  await engagement(tenantId);
};
const NEITHER = { conversations: 0, engagement: 0 };

it('counts once what is asked for twice, and says the moment it was asked', async () => {
  const { tenantId } = await given();
  const first = [await conversations(tenantId), await engagement(tenantId)];
  now = new Date(NOON.getTime() + 60_000);
  const again = [await conversations(tenantId), await engagement(tenantId)];
  expect(again).toEqual(first.map((answer) => ({ ...answer, asOf: '2026-11-20T12:06:00.000Z' })));
  expect(await counted(both(tenantId))).toEqual(NEITHER);
});

const newTalk = ({ tenantId, agentId }: Workspace): Promise<void> =>
  insertConversations(app.owner, tenantId, [conversation({ agentId, startedAt: AT + 60_000, outcome: 'success' })]);
const run =
  (text: string) =>
  ({ tenantId }: Workspace): Promise<unknown> =>
    app.owner.query(text, [tenantId]);

it.each<[string, { conversations: number; engagement: number }, (workspace: Workspace) => Promise<unknown>]>([
  ['a conversation', { conversations: 1, engagement: 1 }, newTalk],
  ['an outcome', { conversations: 1, engagement: 1 }, run(`update conversations set outcome = 'success' where tenant_id = $1`)],
  ['a deletion', { conversations: 1, engagement: 1 }, run('delete from conversations where tenant_id = $1')],
  [
    'a duration, of which engagement knows nothing',
    { conversations: 1, engagement: 0 },
    run('update conversations set duration_seconds = 77 where tenant_id = $1'),
  ],
  [
    'a visit',
    { conversations: 0, engagement: 1 },
    ({ tenantId, agentId }) =>
      insertVisits(app.owner, tenantId, [{ id: 'v2', agentId, startedAt: AT, impressionAt: AT, openedAt: null, grantedAt: null }]),
  ],
  ['the name of an agent', { conversations: 1, engagement: 1 }, run(`update agents set name = 'Renamed' where tenant_id = $1`)],
  ['an agent that is deleted', { conversations: 1, engagement: 1 }, run('update agents set deleted_at = now() where tenant_id = $1')],
  // asked for in the zone that is no longer its own, and then in the new one
  ['the zone of the workspace', { conversations: 2, engagement: 1 }, run(`update tenants set time_zone = 'Asia/Tokyo' where id = $1`)],
  [
    'a cell that somebody spoils',
    { conversations: 1, engagement: 0 },
    run('update conversation_days set success = success + 1 where tenant_id = $1'),
  ],
  ['quarters that leave with their month', { conversations: 0, engagement: 1 }, run('delete from visit_quarters where tenant_id = $1')],
  ['nothing', NEITHER, () => Promise.resolve()],
])('counts anew after %s, and the fold of it', async (_what, expected, change) => {
  const workspace = await given();
  await both(workspace.tenantId)();
  const other = await given();
  await both(other.tenantId)();
  await change(workspace);
  expect(await counted(both(workspace.tenantId))).toEqual(expected);
  await both(workspace.tenantId)();
  expect(await counted(both(workspace.tenantId))).toEqual(NEITHER);
  await app.get(Rollups).fold();
  for (let round = 0; round < 2; round++) await both(workspace.tenantId)();
  expect(await counted(both(workspace.tenantId))).toEqual(NEITHER);
  // what one workspace does is nothing to another's answers
  expect(await counted(both(other.tenantId))).toEqual(NEITHER);
});

it('is not misled by as many marks as before, when the fold between them found no cell to change', async () => {
  const workspace = await given();
  const [{ tenantId, agentId }, later] = [workspace, AT + 86_400_000];
  const value = async () => (await conversations(tenantId)).figures.conversations.value;
  // come and gone before anybody folds: two marks for nothing
  const gone = conversation({ agentId, startedAt: later, outcome: 'success' });
  await insertConversations(app.owner, tenantId, [gone]);
  await app.owner.query('delete from conversations where id = $1', [gone.id]);
  expect(await value()).toBe(1);
  await app.get(Rollups).fold();
  for (const minute of [1, 2])
    await insertConversations(app.owner, tenantId, [conversation({ agentId, startedAt: later + minute * 60_000, outcome: 'success' })]);
  expect(await value()).toBe(3);
});

it('shows what changed at once, before and after it is folded', async () => {
  const workspace = await given();
  const value = async () => (await conversations(workspace.tenantId)).figures.conversations.value;
  expect(await value()).toBe(1);
  await newTalk(workspace);
  expect(await value()).toBe(2);
  await app.get(Rollups).fold();
  expect(await value()).toBe(2);
  await app.owner.query('delete from conversations where tenant_id = $1', [workspace.tenantId]);
  expect(await value()).toBe(0);
});

it('closes the points of a kept answer when their day, or their hour, is over', async () => {
  const { tenantId } = await given();
  const isLastOpen = async (query: object): Promise<boolean | undefined> =>
    (await conversations(tenantId, query)).series.find(({ start }) => start === '2026-11-20' || start === '2026-11-20T12:00:00.000Z')
      ?.isOpen;
  const hours = { interval: 'hour', from: '2026-11-20', to: '2026-11-21' };
  expect([await isLastOpen({}), await isLastOpen(hours)]).toEqual([true, true]);
  now = new Date('2026-11-20T13:00:00Z');
  expect([await isLastOpen({}), await isLastOpen(hours)]).toEqual([true, false]);
  // midnight of Berlin
  now = new Date('2026-11-20T23:00:00Z');
  expect([await isLastOpen({}), await isLastOpen(hours)]).toEqual([false, false]);
});

it('refuses an agent of nobody, however often it is asked for', async () => {
  const { tenantId } = await given();
  const agentId = '0198b7a0-0000-7000-8000-0000000000aa';
  for (let round = 0; round < 2; round++) {
    await expect(conversations(tenantId, { agentId })).rejects.toMatchObject({ code: 'agents.not_found' });
    await expect(engagement(tenantId, { agentId })).rejects.toMatchObject({ code: 'agents.not_found' });
  }
});

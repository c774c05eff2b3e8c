import type { AuditEntry } from '@orbisvoice/shared-dto';
import { type AuditChanges, AuditReader, AuditVerifier } from '../../src/modules/audit/index.js';
import { ConversationEndService } from '../../src/modules/conversations/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from './conversation-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const LIFE = ['conversation.started', 'tool.executed', 'conversation.ended'] as const;

/** What the log says of conversations and the like, oldest first. */
async function lines({ owner }: Talker): Promise<AuditEntry[]> {
  const { items } = await app.get(AuditReader).ofTenant(tenantIdOf(owner.tenantId), { pageSize: 100 });
  return items.filter(({ action }) => LIFE.some((name) => name === action)).reverse();
}
const after = ({ changes }: AuditEntry): Record<string, unknown> =>
  Object.fromEntries(Object.entries(changes as AuditChanges).map(([field, change]) => [field, change.after]));

describe('the audit log of a conversation', () => {
  it('has its start, its tool calls and its end, and nothing that was said', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start({ channel: 'api', visitorId: 'visitor-canary' });
    await talker.say(id, { speaker: 'visitor', text: 'turn-canary' });
    await talker.post(`/conversations/${id}/tool-executions`, {
      name: 'calendar',
      status: 'failed',
      durationMs: 120,
      error: 'error-canary',
    });
    await talker.post(`/conversations/${id}/end`, { outcome: 'success', endReason: 'reason-canary' });
    const entries = await lines(talker);
    expect(entries.map(({ action }) => action)).toEqual(LIFE);
    for (const entry of entries) {
      expect(entry).toMatchObject({ targetType: 'conversation', targetId: id, actorKind: 'user', actorId: talker.owner.session.me.id });
    }
    expect(entries.map(after)).toEqual([
      { channel: 'api', agentId: talker.agentId },
      { tool: 'calendar', status: 'failed', durationMs: 120, attempt: 1, toolExecutionId: expect.any(String) as string },
      { channel: 'api', status: 'completed', outcome: 'success', isCounted: true },
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary');
  });

  it('says once what was asked for twice', async () => {
    const talker = await Talker.of(app);
    const session = { agentId: talker.agentId, sessionId: 'the same' };
    const started = await Promise.all(Array.from({ length: 6 }, () => talker.post<{ id: string }>('/conversations', session)));
    const id = started[0]?.body.id ?? '';
    await Promise.all(Array.from({ length: 6 }, () => talker.post(`/conversations/${id}/end`, {})));
    expect((await lines(talker)).map(({ action }) => action)).toEqual(['conversation.started', 'conversation.ended']);
  });

  it('names the machine where nobody ended it', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    await app.get(ConversationEndService).abandon(tenantIdOf(talker.owner.tenantId), id);
    expect((await lines(talker)).at(-1)).toMatchObject({
      action: 'conversation.ended',
      actorKind: 'system',
      actorName: 'Conversations',
      changes: { status: { after: 'abandoned' }, isCounted: { after: false } },
    });
  });

  it('has every one of many at once, in one chain, and a refusal among them spoils nothing', async () => {
    const talker = await Talker.of(app);
    const open = await Promise.all(Array.from({ length: 12 }, () => talker.start()));
    const [gone] = open;
    await talker.post(`/conversations/${gone?.id ?? ''}/end`, {});
    const call = { name: 'calendar', status: 'succeeded', durationMs: 1 };
    const answers = await Promise.all(open.map(({ id }) => talker.post(`/conversations/${id}/tool-executions`, call)));
    expect(answers.map(({ status }) => status)).toEqual(open.map(({ id }) => (id === gone?.id ? 409 : 201)));
    const entries = await lines(talker);
    const count = (action: string): number => entries.filter((entry) => entry.action === action).length;
    expect([count('conversation.started'), count('tool.executed'), count('conversation.ended')]).toEqual([12, 11, 1]);
    expect(await app.get(AuditVerifier).verify({ tenantId: talker.owner.tenantId })).toMatchObject({ findings: [] });
  });

  it('does not push what else happened off the pages that show the newest few', async () => {
    const talker = await Talker.of(app);
    for (let session = 0; session < 12; session++) await talker.start();
    const { tenantId } = talker.owner;
    const { items } = await app.get(AuditReader).news({ tenantId, pageSize: 8 });
    expect(items.map(({ action }) => action)).toEqual(['agent.created', 'user.login_succeeded', 'user.email_verified', 'user.signed_up']);
    const everywhere = await app.get(AuditReader).news({ pageSize: 50 });
    expect(everywhere.items.some(({ action }) => LIFE.some((name) => name === action))).toBe(false);
  });

  it('has the thresholds of the plan, once, however often their event comes', async () => {
    const talker = await Talker.of(app);
    await app.request('POST', '/billing/usage', { token: talker.owner.token, body: { key: 'most', quantity: 80 } });
    await app.settle();
    await app.owner.query(`update outbox_events set dispatched_at = null where tenant_id = $1 and name = 'usage.threshold_reached'`, [
      talker.owner.tenantId,
    ]);
    await app.settle();
    const { items } = await app
      .get(AuditReader)
      .ofTenant(tenantIdOf(talker.owner.tenantId), { pageSize: 9, action: 'usage.threshold_reached' });
    expect(items).toMatchObject([{ actorKind: 'system', actorName: 'Usage', targetType: 'usage_period' }]);
    expect(items.map(after)).toEqual([{ threshold: 80, used: 80, limit: 100 }]);
  });
});

import { type Agent, type Conversation, type Invitation, type IssuedApiKey, type SessionList } from '@orbisvoice/shared-dto';
import { API_KEY_SCOPES, type Role } from '@orbisvoice/shared-dto/values';
import { Rollups } from '../../src/modules/analytics/index.js';
import { AuditHeadSigning } from '../../src/modules/audit/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { join } from '../auth/people.js';
import { type TestApp, type TestOwner } from '../harness/app.js';
import { insertBillingRows } from './billing-rows.js';
import { insertEmailRows } from './email-rows.js';
import { insertReportRows } from './report-rows.js';
import { insertStaffRows, insertTenantListRows } from './staff-rows.js';
import { insertWebhookRows, type WebhookRows } from './webhook-rows.js';
import { converse, createAgent, createApiKey, inviteMember, startConversation } from './entities.js';

/** Everybody who can hold a token of a tenant. */
export type Caller = Role | 'api_key';

/** A tenant with one of everything. */
export interface TenantWorld {
  readonly tenantId: string;
  readonly owner: TestOwner;
  readonly tokens: Readonly<Record<Caller, string>>;
  readonly agent: Agent;
  readonly conversation: Conversation;
  readonly apiKey: IssuedApiKey;
  readonly invitation: Invitation;
  readonly memberId: string;
  readonly sessionId: string;
  readonly invoiceId: string;
  readonly taxIdId: string;
  readonly exportId: string;
  readonly scheduleId: string;
  readonly webhooks: WebhookRows;
  /** A word that stands in every text of this tenant and nowhere else. */
  readonly canary: string;
}

/** A user agent that is no robot's. */
export const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** Fills a new tenant: people of every role, an agent, a counted conversation, a key, an invitation, money, mail, a referral. */
export async function tenantWorld(app: TestApp): Promise<TenantWorld> {
  const canary = `canary${newId().replaceAll('-', '')}`;
  const owner = await app.signUp({ company: `Company ${canary}` });
  const admin = await join(app, owner, 'admin');
  const member = await join(app, owner, 'member');
  const agent = await createAgent(app, owner.token, { name: `Agent ${canary}`, systemPrompt: canary, greeting: canary });
  const apiKey = await createApiKey(app, owner.token, { name: `Key ${canary}`, scopes: [...API_KEY_SCOPES] });
  const conversation = await startConversation(app, apiKey.secret, { agentId: agent.id, sessionId: `session-${canary}` });
  await converse(app, apiKey.secret, { id: conversation.id, text: canary });
  const invitation = await inviteMember(app, owner.token, { email: `${canary}@test.example` });
  const sessions = await app.request<SessionList>('GET', '/auth/sessions', { token: owner.token });
  const { invoiceId, taxIdId } = await insertBillingRows(app.owner, owner.tenantId);
  await visit(app, agent, canary);
  await insertReferralAndKey(app, owner.tenantId);
  await app.settle();
  await app.get(Rollups).rebuild(owner.tenantId);
  await app.owner.query('insert into rollup_marks (tenant_id, at) values ($1, now())', [owner.tenantId]);
  await app.owner.query('insert into engagement_marks (tenant_id, at) values ($1, now())', [owner.tenantId]);
  await app.get(AuditHeadSigning).sign();
  await insertEmailRows(app.owner, owner.tenantId);
  const exportId = await insertExport(app, owner.tenantId, canary);
  const { scheduleId } = await insertReportRows(app.owner, owner.tenantId);
  const webhooks = await insertWebhookRows(app.owner, owner.tenantId, canary);
  await insertStaffRows(app.owner, owner.tenantId);
  await insertTenantListRows(app.owner, owner.tenantId);
  return {
    tenantId: owner.tenantId,
    owner,
    tokens: { owner: owner.token, admin: admin.token, member: member.token, api_key: apiKey.secret },
    agent,
    conversation,
    apiKey,
    invitation,
    memberId: member.id,
    sessionId: sessions.body.items[0]?.id ?? '',
    invoiceId,
    taxIdId,
    exportId,
    scheduleId,
    webhooks,
    canary,
  };
}

/** Somebody saw the widget. */
async function visit(app: TestApp, { publicKey }: Agent, canary: string): Promise<void> {
  const body = { events: [{ kind: 'impression', visitId: `session-${canary}`, visitorId: canary }] };
  const answer = await app.request('POST', `/widget/events?agent=${publicKey}`, { body, headers: { 'user-agent': BROWSER } });
  if (answer.status !== 204) throw new Error(`a visit answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** A completed export whose file is not there: what it was is enough to look for. */
async function insertExport(app: TestApp, tenantId: string, canary: string): Promise<string> {
  const id = newId();
  await app.owner.query(
    `insert into exports (id, tenant_id, dataset, format, filters, status, file_name, storage_key, created_at, queued_at, finished_at, expires_at)
     values ($1, $2, 'conversations', 'csv', '{}', 'completed', $3, $4, now(), now(), now(), now() + interval '7 days')`,
    [id, tenantId, `${canary}.csv`, `${tenantId}/${id}`],
  );
  return id;
}

/** What this tenant's own requests do not leave behind. */
async function insertReferralAndKey(app: TestApp, tenantId: string): Promise<void> {
  const referee = await app.signUp();
  await app.owner.query(
    `insert into referrals (id, tenant_id, referee_tenant_id, code, status, signed_up_at) values ($1, $2, $3, 'CODE', 'signed_up', now())`,
    [newId(), tenantId, referee.tenantId],
  );
  await app.owner.query(
    `insert into referral_visits (tenant_id, day, visitor, channel, visited_at) select id, current_date, decode(replace(id::text, '-', ''), 'hex'), 'direct', now() from tenants where id = $1`,
    [tenantId],
  );
  await app.owner.query(
    `insert into idempotency_keys (tenant_id, key, route, request_hash, created_at) values ($1, $2, 'POST /x', '\\x00', now())`,
    [tenantId, newId()],
  );
  await app.owner.query(
    `insert into usage_thresholds (tenant_id, period_start, threshold, used, lim)
     select tenant_id, period_start, 80, 80, 100 from usage_periods where tenant_id = $1 on conflict do nothing`,
    [tenantId],
  );
  await app.owner.query(
    `insert into meter_reports (tenant_id, period_start, from_quantity, to_quantity, identifier, stripe_customer_id, event_at, status, created_at)
     select tenant_id, period_start, 0, 1, 'ovg_' || tenant_id, 'cus_x', now(), 'sent', now()
     from usage_periods where tenant_id = $1 on conflict do nothing`,
    [tenantId],
  );
  await app.owner.query('insert into billing_revisions (tenant_id, revision) values ($1, 1) on conflict do nothing', [tenantId]);
}

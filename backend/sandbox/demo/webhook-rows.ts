import { WEBHOOK_DATA, type WebhookData } from '@orbisvoice/shared-dto';
import type { WebhookEventName } from '@orbisvoice/shared-dto/values';
import { WEBHOOK_SECRET_PURPOSE } from '../../src/modules/webhooks/services/webhook-secrets.js';
import { bodyOf } from '../../src/modules/webhooks/services/event-body.js';
import { newWebhookSecret } from '../../src/platform/http/standard-webhook.js';
import type { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { auditRow } from './audit-rows.js';
import type { Random } from './random.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MOST_TOLD = 40;
const GONE = 410;
const FAILED = 503;

interface WebhookFrame {
  readonly random: Random;
  readonly now: Date;
  readonly ownerId: string;
  readonly keys: KeyRing;
}

/** A fact of the demo that an endpoint was told. */
interface Told<Name extends WebhookEventName = WebhookEventName> {
  readonly event: Name;
  readonly at: Date;
  readonly data: WebhookData[Name];
  /** What each try was answered; the last one is where it stands. */
  readonly answers: readonly number[];
}

/**
 * Two systems of the show window's: its bookkeeping, which hears of invoices and is well, and a dashboard of conversations that said it is gone
 * and was switched off. What they were told are facts of this demo.
 */
export function addWebhooks(writer: RowWriter, story: Story, frame: WebhookFrame): void {
  const { now } = frame;
  const bookkeeping = addEndpoint(writer, story, frame, { host: 'books', events: ['invoice.paid', 'usage.threshold_reached'] });
  for (const told of invoicesTold(writer, story, now)) addDelivery(writer, story, frame, { endpointId: bookkeeping, ...told });
  const told = conversationsTold(writer, story, now);
  const last = told.at(-1);
  if (!last) return;
  const goneAt = new Date(last.at.getTime() + MINUTE);
  const state = { is_enabled: false, disabled_reason: 'gone', disabled_at: goneAt, failing_since: goneAt };
  const dashboard = addEndpoint(writer, story, frame, { host: 'wallboard', events: ['conversation.ended'], state });
  for (const fact of told) addDelivery(writer, story, frame, { endpointId: dashboard, ...fact });
  const changes = { isEnabled: { before: true, after: false }, reason: { before: null, after: 'gone' } };
  const entry = { action: 'webhook_endpoint.disabled', target: ['webhook_endpoint', dashboard], system: 'Webhooks', changes } as const;
  writer.add('audit_entries', auditRow(story, goneAt, frame.random, entry));
}

function addEndpoint(
  writer: RowWriter,
  story: Story,
  { random, now, ownerId, keys }: WebhookFrame,
  { host, events, state }: { readonly host: string; readonly events: readonly WebhookEventName[]; readonly state?: object },
): string {
  const at = new Date(now.getTime() - 29 * DAY);
  const id = random.id(at);
  const url = `https://${host}.${story.slug}.example/orbisvoice`;
  const description = host === 'books' ? 'Bookkeeping' : 'Wallboard of the front desk';
  writer.add('webhook_endpoints', {
    ...{ id, tenant_id: story.tenantId, url, description, events, is_enabled: true, created_by: ownerId, created_at: at, updated_at: at },
    secret: keys.seal(WEBHOOK_SECRET_PURPOSE, newWebhookSecret()),
    ...state,
  });
  const facts = { url: new URL(url).origin, description, events: [...events], isEnabled: true };
  const changes = Object.fromEntries(Object.entries(facts).map(([field, after]) => [field, { before: null, after }]));
  const entry = {
    action: 'webhook_endpoint.created',
    target: ['webhook_endpoint', id],
    actor: [ownerId, story.ownerName],
    changes,
  } as const;
  writer.add('audit_entries', auditRow(story, at, random, entry));
  return id;
}

function addDelivery(
  writer: RowWriter,
  { tenantId }: Story,
  { random }: WebhookFrame,
  { endpointId, event, at, data, answers }: Told & { readonly endpointId: string },
): void {
  const id = random.id(at);
  const ended = answers.at(-1) ?? FAILED;
  const isDone = ended < 300;
  const triedAt = (index: number): Date => new Date(at.getTime() + index * 5_000 + random.whole(200, 900));
  const tries = answers.map((status, index) => ({ number: index + 1, at: triedAt(index), status, error: status < 300 ? null : 'status' }));
  const last = tries.at(-1);
  writer.add('webhook_deliveries', {
    ...{ id, tenant_id: tenantId, endpoint_id: endpointId, message_id: random.id(at), event, body: bodyOf({ event, at, data }) },
    ...{ status: isDone ? 'succeeded' : 'failed', is_test: false, tries: answers.length, step: answers.length - (isDone ? 1 : 0) },
    ...{ last_tried_at: last?.at, response_status: ended, error: last?.error, occurred_at: at, created_at: at },
  });
  for (const { number, at: moment, status, error } of tries) {
    const answer = status < 300 ? '{"ok":true}' : status === GONE ? 'This wallboard was taken down.' : 'Service Unavailable';
    writer.add('webhook_tries', {
      ...{ tenant_id: tenantId, delivery_id: id, number, at: moment, duration_ms: random.whole(40, 320) },
      ...{ response_status: status, error, answer },
    });
  }
}

/** Invoices that were paid in the last weeks. */
function invoicesTold(writer: RowWriter, { tenantId }: Story, now: Date): Told<'invoice.paid'>[] {
  return writer
    .rows('invoices')
    .filter((row) => row['tenant_id'] === tenantId && row['paid_at'] instanceof Date && isLately(row['paid_at'], now))
    .map((row) => ({
      event: 'invoice.paid',
      at: row['paid_at'] as Date,
      data: WEBHOOK_DATA['invoice.paid'].parse({
        ...{ invoiceId: row['id'], number: row['number'], total: row['total'], tax: row['tax'], currency: row['currency'] },
        ...{ tier: row['plan_code'] ?? null, paidAt: (row['paid_at'] as Date).toISOString() },
      }),
      answers: [FAILED, 200],
    }));
}

/** Conversations of the last days, the latest of them answered by an end. */
function conversationsTold(writer: RowWriter, { tenantId }: Story, now: Date): Told<'conversation.ended'>[] {
  const ended = writer
    .rows('conversations')
    .filter((row) => row['tenant_id'] === tenantId && row['ended_at'] instanceof Date && isLately(row['ended_at'], now))
    .sort((a, b) => (a['ended_at'] as Date).getTime() - (b['ended_at'] as Date).getTime())
    .slice(-MOST_TOLD);
  return ended.map((row, index) => ({
    event: 'conversation.ended',
    at: row['ended_at'] as Date,
    data: WEBHOOK_DATA['conversation.ended'].parse({
      ...{ conversationId: row['id'], agentId: row['agent_id'], status: row['status'], outcome: row['outcome'] },
      ...{ durationSeconds: row['duration_seconds'], isCounted: row['counted_at'] !== null },
    }),
    answers: index === ended.length - 1 ? [GONE] : [200],
  }));
}

const isLately = (at: Date, now: Date): boolean => at <= now && now.getTime() - at.getTime() < 28 * DAY;

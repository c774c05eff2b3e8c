import type pg from 'pg';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';

const ENDPOINT = `
  insert into webhook_endpoints (id, tenant_id, url, description, events, is_enabled, disabled_reason, disabled_at, secret, failing_since, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6::text is null, $6, case when $6::text is not null then now() end, 'sealed', $7::timestamptz,
    now() - interval '40 days', now())`;

/** Of every outcome; what waits has its turn in hours, so that nobody calls anywhere. */
const DELIVERIES = `
  insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, event, body, status, is_test, tries, next_try_at, last_tried_at,
    response_status, error, occurred_at, created_at)
  select gen_random_uuid(), $1, endpoint, gen_random_uuid(), event, '{}', status, is_test, tries,
    case when status = 'pending' then now() + interval '3 hours' end, case when tries > 0 then at + interval '1 second' end, response, error, at, at
  from (values
    ($2::uuid, 'conversation.ended', 'succeeded', false, 1, 204, null, 1), ($2, 'agent.updated', 'succeeded', true, 1, 200, null, 2),
    ($2, 'invoice.paid', 'failed', false, 10, 503, 'status', 3), ($3, 'conversation.ended', 'pending', false, 4, null, 'timed_out', 4),
    ($3, 'tool.executed', 'pending', false, 3, null, 'certificate', 5), ($3, 'invoice.paid', 'failed', false, 10, null, 'name_not_found', 6),
    ($4, 'security.alert', 'pending', false, 0, null, null, 7)
  ) as d (endpoint, event, status, is_test, tries, response, error, n), lateral (select now() - n * interval '7 minutes' as at) as t`;

/** A tenant's endpoints — one that works, one that fails, one that is off — and what they were told. */
export async function insertWebhookLife(owner: pg.Pool, tenantId: string): Promise<void> {
  const [works, fails, off] = [newId(), newId(), newId()];
  const since = new Date(Date.now() - 30 * 3_600_000);
  await owner.query(ENDPOINT, [works, tenantId, 'https://hooks.northwind.example/orbis?key=1', 'CRM', WEBHOOK_EVENTS, null, null]);
  const some = ['conversation.ended', 'conversation.started', 'invoice.paid', 'invoice.payment_failed', 'tool.executed'];
  await owner.query(ENDPOINT, [fails, tenantId, 'https://erp.northwind.example:8443/in', '', some, null, since]);
  await owner.query(ENDPOINT, [off, tenantId, 'https://old.northwind.example/', 'Old alarm', ['security.alert'], 'by_hand', null]);
  await owner.query(DELIVERIES, [tenantId, works, fails, off]);
}

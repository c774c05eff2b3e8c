import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

export interface WebhookRows {
  readonly endpointId: string;
  readonly deliveryId: string;
}

/** An endpoint of a tenant that is switched off, with a message that was given up after one try. */
export async function insertWebhookRows(owner: pg.Pool, tenantId: string, word: string): Promise<WebhookRows> {
  const [endpointId, deliveryId] = [newId(), newId()];
  await owner.query(
    `insert into webhook_endpoints (id, tenant_id, url, description, events, is_enabled, disabled_reason, disabled_at, secret, created_at, updated_at)
     values ($1, $2, 'https://hooks.example.com/' || $3, $3, array['agent.created'], false, 'by_hand', now(), 'sealed', now(), now())`,
    [endpointId, tenantId, word],
  );
  await owner.query(
    `insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, event, body, status, tries, last_tried_at, response_status, error,
       occurred_at, created_at)
     values ($1, $2, $3, $4, 'agent.created', $5, 'failed', 1, now(), 500, 'status', now(), now())`,
    [deliveryId, tenantId, endpointId, newId(), JSON.stringify({ type: 'agent.created', data: { name: word } })],
  );
  await owner.query(
    `insert into webhook_tries (tenant_id, delivery_id, number, at, duration_ms, response_status, error, answer)
     values ($1, $2, 1, now(), 12, 500, 'status', $3)`,
    [tenantId, deliveryId, word],
  );
  return { endpointId, deliveryId };
}

import { column, type DatasetTable } from '../dataset-columns.js';

const WEBHOOK_ENDPOINTS: DatasetTable = {
  table: 'webhook_endpoints',
  columns: [
    column('id', 'id', 'e.id'),
    column('url', 'text', 'e.url'),
    column('description', 'text', 'e.description'),
    column('events', 'structure', 'e.events'),
    column('isEnabled', 'flag', 'e.is_enabled'),
    column('disabledReason', 'word', 'e.disabled_reason'),
    column('disabledAt', 'instant', 'e.disabled_at'),
    column('failingSince', 'instant', 'e.failing_since'),
    column('createdBy', 'id', 'e.created_by'),
    column('createdAt', 'instant', 'e.created_at'),
    column('updatedAt', 'instant', 'e.updated_at'),
  ],
  from: 'webhook_endpoints e',
  orderBy: 'e.created_at, e.id',
  tenant: 'e.tenant_id',
  filters: {},
};

const WEBHOOK_DELIVERIES: DatasetTable = {
  table: 'webhook_deliveries',
  columns: [
    column('id', 'id', 'd.id'),
    column('endpointId', 'id', 'd.endpoint_id'),
    column('messageId', 'id', 'd.message_id'),
    column('event', 'word', 'd.event'),
    column('body', 'text', 'd.body'),
    column('status', 'word', 'd.status'),
    column('isTest', 'flag', 'd.is_test'),
    column('tries', 'number', 'd.tries'),
    column('nextTryAt', 'instant', 'd.next_try_at'),
    column('lastTriedAt', 'instant', 'd.last_tried_at'),
    column('responseStatus', 'number', 'd.response_status'),
    column('error', 'word', 'd.error'),
    column('occurredAt', 'instant', 'd.occurred_at'),
    column('createdAt', 'instant', 'd.created_at'),
  ],
  from: 'webhook_deliveries d',
  orderBy: 'd.created_at, d.id',
  isInOrder: true,
  tenant: 'd.tenant_id',
  filters: { range: 'd.created_at', endpointId: 'd.endpoint_id', status: 'd.status', event: 'd.event' },
};

const WEBHOOK_TRIES: DatasetTable = {
  table: 'webhook_tries',
  columns: [
    column('deliveryId', 'id', 'w.delivery_id'),
    column('number', 'number', 'w.number'),
    column('at', 'instant', 'w.at'),
    column('durationMs', 'number', 'w.duration_ms'),
    column('responseStatus', 'number', 'w.response_status'),
    column('error', 'word', 'w.error'),
    column('answer', 'text', 'w.answer'),
  ],
  from: 'webhook_tries w',
  orderBy: 'w.at, w.delivery_id, w.number',
  tenant: 'w.tenant_id',
  filters: { range: 'w.at' },
};

/** What the workspace's own systems were told, and how that went. Never what signs it. */
export const WEBHOOK_TABLES = {
  webhook_endpoints: WEBHOOK_ENDPOINTS,
  webhook_deliveries: WEBHOOK_DELIVERIES,
  webhook_tries: WEBHOOK_TRIES,
} as const satisfies Readonly<Record<string, DatasetTable>>;

import { WEBHOOK_DATA } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS, type WebhookEventName } from '@orbisvoice/shared-dto/values';
import type { TestApp } from '../harness/app.js';

/** Events of a tenant, as they really were published, that endpoints would not be told for they break their contract: with what is wrong. */
export async function unfitEvents({ owner }: Pick<TestApp, 'owner'>, tenantId: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: WebhookEventName; payload: unknown }>(
    'select name, payload from outbox_events where tenant_id = $1 and name = any ($2)',
    [tenantId, WEBHOOK_EVENTS],
  );
  return rows.flatMap(({ name, payload }) => {
    const issues = WEBHOOK_DATA[name].safeParse(payload).error?.issues ?? [];
    return issues.map(({ path, message }) => `${name}: ${path.join('.')}: ${message}`);
  });
}

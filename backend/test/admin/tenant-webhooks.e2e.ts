import type { AdminWebhookEndpointList, Problem, WebhookDeliveryList } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { insertWebhookRows, type WebhookRows } from '../factories/webhook-rows.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let staff: { token: string };
let owner: TestOwner;
let rows: WebhookRows;
beforeAll(async () => {
  app = await startTestApp();
  staff = await givenStaff(app);
  owner = await app.signUp();
  rows = await insertWebhookRows(app.owner, owner.tenantId, 'mine');
  await insertWebhookRows(app.owner, (await app.signUp()).tenantId, 'theirs');
}, 240_000);
afterAll(() => app.close());

const ask = <T>(path: string) => app.request<T & Problem>('GET', `/admin/tenants/${path}`, { token: staff.token });

describe('GET /admin/tenants/:id/webhook-endpoints and webhook-deliveries', () => {
  it('tell where a tenant is told and how that went, and neither a secret nor what was said', async () => {
    const endpoints = await ask<AdminWebhookEndpointList>(`${owner.tenantId}/webhook-endpoints`);
    expect([endpoints.status, endpoints.body.items]).toMatchObject([
      200,
      [{ id: rows.endpointId, url: 'https://hooks.example.com', isEnabled: false, disabledReason: 'by_hand', health: { failed: 1 } }],
    ]);
    const deliveries = await ask<WebhookDeliveryList>(`${owner.tenantId}/webhook-deliveries?status=failed&endpointId=${rows.endpointId}`);
    expect(deliveries.body).toMatchObject({
      items: [{ id: rows.deliveryId, event: 'agent.created', tries: 1, error: 'status' }],
      next: null,
    });
    expect(JSON.stringify([endpoints.body, deliveries.body])).not.toMatch(/sealed|theirs|\/mine|"body"/);
    expect((await ask<WebhookDeliveryList>(`${owner.tenantId}/webhook-deliveries?event=invoice.paid`)).body.items).toEqual([]);
  });

  it.each(['webhook-endpoints', 'webhook-deliveries'])('%s of an unknown tenant are not found', async (part) => {
    const answer = await ask(`${newId()}/${part}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'admin.tenant_not_found']);
  });
});

import type { AlertDeliveryList, AlertRule, AlertSettings } from '@orbisvoice/shared-dto';
import { AlertMessages } from '../../src/modules/alerts/services/alert-messages.js';
import { AlertsTold } from '../../src/modules/alerts/events/alerts-told.event.js';
import { AlertMails } from '../../src/modules/email/services/alert-mails.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Config } from '../../src/platform/config/config.js';
import { AuditLog } from '../../src/modules/audit/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { givenStaff } from '../admin/staff.js';
import { auditActions } from '../auth/people.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { AlertStaff, evaluate, insertSignals } from './alert-world.js';

let app: TestApp;
let staff: AlertStaff;
let alertId: string;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = new AlertStaff(app, await givenStaff(app));
  const id = newId();
  const signals = Array.from({ length: 10 }, () => ({ kind: 'account.login_failed' as const, subject: `user:${id}`, at: new Date() }));
  await insertSignals(app, signals);
  await evaluate(app);
  alertId = (await staff.of('failed_logins', id))[0]?.id ?? '';
}, 240_000);
afterAll(() => app.close());

const state = async () => ({
  alert: await staff.read(alertId),
  rule: (await staff.request<AlertRule>('GET', '/admin/alert-rules/failed_logins')).body,
  settings: (await staff.request<AlertSettings>('GET', '/admin/alert-settings')).body,
  deliveries: (await staff.request<AlertDeliveryList>('GET', '/admin/alert-settings/deliveries')).body.items.length,
  log: (await auditActions(app, staff.owner.tenantId)).filter((action) => action.startsWith('admin.alert')),
});

const DEEDS = [
  ['acting on a hit', 'POST', () => `/admin/alerts/${alertId}/actions`, { action: 'resolve', note: 'Spoke to them.' }],
  ['tuning a rule', 'PATCH', () => '/admin/alert-rules/failed_logins', { threshold: 4 }],
  ['resetting it', 'PATCH', () => '/admin/alert-rules/failed_logins', { reset: true }],
  ['setting who is told', 'PATCH', () => '/admin/alert-settings', { webhookUrl: 'https://hooks.example.com/x', emailFrom: 'low' }],
  ['testing the webhook', 'POST', () => '/admin/alert-settings/test', undefined],
] as const;

it.each(DEEDS)('%s and its audit entry are there together or not at all', async (_name, method, path, body) => {
  const before = await state();
  const record = jest.spyOn(app.get(AuditLog), 'record').mockRejectedValueOnce(new Error('the log cannot be written'));
  expect((await staff.request(method, path(), body)).status).toBe(500);
  record.mockRestore();
  expect(await state()).toEqual(before);
  expect((await staff.request(method, path(), body)).status).toBeLessThan(300);
  const after = await state();
  expect(after.log).toHaveLength(before.log.length + 1);
  expect(after).not.toEqual({ ...before, log: after.log });
});

it('two who set different things at once both have their way', async () => {
  const answers = await Promise.all([
    staff.request('PATCH', '/admin/alert-settings', { digestMinutes: 33 }),
    staff.request('PATCH', '/admin/alert-settings', { webhookFrom: 'critical' }),
    staff.request('PATCH', '/admin/alert-rules/export_burst', { threshold: 7 }),
    staff.request('PATCH', '/admin/alert-rules/export_burst', { severity: 'critical' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await state()).settings).toMatchObject({ digestMinutes: 33, webhookFrom: 'critical' });
  const { body } = await staff.request<AlertRule>('GET', '/admin/alert-rules/export_burst');
  expect(body).toMatchObject({ threshold: 7, severity: 'critical' });
});

it('the role of the tenants’ rows has these deeds and nothing else of the tables', async () => {
  const { rows } = await app.owner.query<{ table: string }>(
    `select t as table from unnest(array['security_alerts', 'security_alert_steps', 'alert_rules', 'alert_settings', 'alert_deliveries']) t
     where has_table_privilege('orbis_app', t, 'select') or has_table_privilege('orbis_app', t, 'update')`,
  );
  expect(rows).toEqual([]);
});

it('what is told outside leads to the console, which may have a host of its own', async () => {
  const host = jest.replaceProperty(app.get(Config).http, 'consoleUrl', 'https://console.example.com');
  try {
    const { data } = await app.get(AlertMessages).of({ alertId, stepId: null });
    expect(data).toMatchObject({ url: `https://console.example.com/alerts/${alertId}` });
    const staffIds = [staff.owner.session.me.id];
    const told = { id: alertId, rule: 'failed_logins', severity: 'high', title: 'Guesses', state: 'open', subject: 'a person' } as const;
    const rest = { measure: '10 events', limit: '10 events', firstAt: '2026-01-01T00:00:00Z', lastAt: '2026-01-01T00:00:00Z' };
    const event = new AlertsTold({ batch: newId(), staffIds, alerts: [{ ...told, ...rest }], more: 0 });
    await app.get(AlertMails).told({
      ...event,
      id: newId(),
      tenantId: tenantIdOf(staff.owner.tenantId),
      name: 'alert.told',
      version: 1,
      at: new Date(),
      traceId: null,
    });
    const { rows } = await app.owner.query<{ data: Record<string, string> }>(
      `select data from email_messages where template = 'staff-alert'`,
    );
    expect(rows).toMatchObject([{ data: { alertsUrl: `https://console.example.com/alerts/${alertId}` } }]);
  } finally {
    host.restore();
  }
});

import type { AdminEmailList } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { givenStaff } from '../admin/staff.js';
import { inbox } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { type ApiDocument, type Operation, operationsOf } from '../http/api-document.js';

/** What answers with entries, names or proofs of the log without an `AuditEntry` in its schema, or with what a customer was sent. */
const OTHERS: Readonly<Record<string, { readonly trace: string; readonly query?: string; readonly body?: object }>> = {
  'GET /api/audit/export': { trace: 'audit.exported' },
  'POST /api/admin/audit/export': { trace: 'audit.exported', body: { format: 'jsonl' } },
  'GET /api/admin/audit/heads': { trace: 'audit.heads_exported' },
  'GET /api/admin/tenants/:id/billing': { trace: 'audit.read' },
  'GET /api/admin/search': { trace: 'audit.read', query: 'q=user.signed_up' },
  'GET /api/admin/emails/:id/copy': { trace: 'admin.email_copy_read' },
};

describe('reading the audit log', () => {
  let app: TestApp;
  let mailbox: MailInbox;
  let document: ApiDocument;
  let operations: readonly Operation[];
  let customer: TestOwner;

  beforeAll(async () => {
    mailbox = await inbox();
    app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl } });
    document = (await app.request<ApiDocument>('GET', '/openapi.json')).body;
    operations = operationsOf(document);
    customer = await app.signUp();
    await app.settle();
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await mailbox.close();
  });

  const label = ({ method, path }: Operation): string => `${method} ${path}`;

  /** Whether a schema holds an entry somewhere. */
  function holdsEntry(schema: unknown, seen = new Set<string>()): boolean {
    if (typeof schema !== 'object' || schema === null) return false;
    const reference: unknown = Reflect.get(schema, '$ref');
    if (typeof reference !== 'string') return Object.values(schema).some((part) => holdsEntry(part, seen));
    const name = reference.replace('#/components/schemas/', '');
    if (name === 'AuditEntry') return true;
    if (seen.has(name)) return false;
    return holdsEntry(document.components.schemas[name], seen.add(name));
  }
  async function idFor(path: string): Promise<string> {
    if (path.includes('/tenants/')) return customer.tenantId;
    if (path.includes('/users/')) return customer.session.me.id;
    if (!path.includes('/emails/')) throw new Error(`whose id goes into ${path}?`);
    const staff = await givenStaff(app);
    const { body } = await app.request<AdminEmailList>('GET', `/admin/emails?tenantId=${customer.tenantId}`, { token: staff.token });
    return body.items[0]?.id ?? '';
  }

  /** What stands in the log by this person, of reading. */
  async function traces({ session }: TestOwner): Promise<string[]> {
    const { rows } = await app.owner.query<{ action: string }>(
      `select action from audit_entries where actor_id = $1 and (action ~ '^audit[.]' or action = 'admin.email_copy_read')`,
      [session.me.id],
    );
    return rows.map(({ action }) => action);
  }

  it('is known wherever a route answers with entries', () => {
    const found = operations.filter((operation) => holdsEntry(operation.responses)).map(label);
    expect(found).toEqual(
      expect.arrayContaining(['GET /api/audit', 'GET /api/admin/audit', 'GET /api/admin/overview', 'GET /api/admin/tenants/:id']),
    );
    const all = operations.map(label);
    for (const other of Object.keys(OTHERS)) expect(all).toContain(other);
  });

  it('leaves a trace on each of these routes, before the answer', async () => {
    const routes = operations.filter((operation) => label(operation) in OTHERS || holdsEntry(operation.responses));
    expect(routes.length).toBeGreaterThan(Object.keys(OTHERS).length + 4);
    for (const route of routes) {
      const { trace, query, body } = { trace: 'audit.read', query: undefined, body: undefined, ...OTHERS[label(route)] };
      // a reader is noted once an hour: somebody new for every route
      const reader = await givenStaff(app);
      const path = route.path.replace(/^\/api/, '').replace(/:id/, route.path.includes(':id') ? await idFor(route.path) : '');
      const answer = await app.request(route.method, query ? `${path}?${query}` : path, { token: reader.token, ...(body && { body }) });
      expect({ route: label(route), status: answer.status < 300 }).toEqual({ route: label(route), status: true });
      expect({ route: label(route), traces: await traces(reader) }).toEqual({ route: label(route), traces: [trace] });
    }
  }, 120_000);

  it('shows a customer that staff read what they were sent', async () => {
    const staff = await givenStaff(app);
    const id = await idFor('/emails/');
    await app.request('GET', `/admin/emails/${id}/copy`, { token: staff.token });
    const { rows } = await app.owner.query(
      `select tenant_id, actor_kind, target_id from audit_entries where action = 'admin.email_copy_read' and actor_id = $1`,
      [staff.session.me.id],
    );
    expect(rows).toEqual([{ tenant_id: customer.tenantId, actor_kind: 'staff', target_id: id }]);
  });
});

import { AdminEmailDetail, AdminEmailSuppression, AdminEmailSuppressionPage, type Problem } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenMail } from './email-rows.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  // the list is of all tenants: no other suite's addresses may be in it
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query('delete from email_suppressions');
});

const PATH = '/admin/email-suppressions';
const list = async (query = '') =>
  AdminEmailSuppressionPage.parse((await app.request('GET', `${PATH}${query}`, { token: staff.token })).body);
const add = <T = AdminEmailSuppression>(body: object) => app.request<T>('POST', PATH, { token: staff.token, body });
const given = async (email: string, scope: 'all' | 'optional' = 'all') => (await add({ email, scope, reason: 'asked by letter' })).body;
const lift = <T = Problem>(id: string, body: object = { reason: 'mailbox is back' }) =>
  app.request<T>('DELETE', `${PATH}/${id}`, { token: staff.token, body });
const restore = (id: string) => app.request<Problem>('POST', `${PATH}/${id}/restore`, { token: staff.token });
const auditOf = async (action: string) => {
  const { rows } = await app.owner.query(`select * from audit_entries where action = $1 and tenant_id = $2 order by at desc`, [
    action,
    staff.tenantId,
  ]);
  return rows;
};

describe('the suppression list', () => {
  it('takes an address with a reason, shows it shortened with who did it, and finds it whole', async () => {
    const answer = await add({ email: ' Ada@Example.com ', scope: 'optional', reason: 'asked by letter' });
    expect(answer.status).toBe(201);
    const added = AdminEmailSuppression.parse(answer.body);
    expect(added).toMatchObject({
      address: 'a•••@example.com',
      scope: 'optional',
      reason: 'manual',
      source: 'staff',
      note: 'asked by letter',
      actorName: staff.session.me.name,
      expiresAt: null,
    });
    await given('bob@example.com');
    expect((await list()).items).toHaveLength(2);
    expect(await list('?pageSize=1&page=2')).toMatchObject({ total: 2, items: [{ id: added.id }] });
    expect((await list('?address=ADA@example.com')).items).toEqual([added]);
    expect((await list('?address=ada')).items).toEqual([]);
    expect(await auditOf('email.suppressed')).toContainEqual(
      expect.objectContaining({ actor_id: staff.session.me.id, target_id: added.id }),
    );
    const { rows } = await app.owner.query<{ row: string }>('select to_jsonb(s)::text as row from email_suppressions s');
    for (const { row } of rows) expect(row).not.toContain('example.com');
  });

  it('takes an address once, and refuses what is no address, scope or reason', async () => {
    await given('ada@example.com');
    expect(await add<Problem>({ email: 'ada@example.com', scope: 'all', reason: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'email.already_suppressed' },
    });
    for (const wrong of [{ email: 'ada' }, { scope: 'some' }, { reason: ' x ' }, { expiresAt: null }]) {
      const body = { email: 'eve@example.com', scope: 'all', reason: 'no reason', ...wrong };
      expect(await add<Problem>(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect((await list()).items).toHaveLength(1);
  });

  it('lets go with a reason, and takes back what was let go', async () => {
    const { id } = await given('ada@example.com', 'optional');
    expect(await lift(id, {})).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await lift(id)).status).toBe(204);
    expect((await list()).items).toEqual([]);
    expect(await lift(id)).toMatchObject({ status: 404, body: { code: 'email.suppression_not_found' } });
    expect((await auditOf('email.unsuppressed'))[0]).toMatchObject({ target_id: id, changes: { note: { after: 'mailbox is back' } } });

    expect((await restore(id)).status).toBe(204);
    const [back] = (await list('?address=ada@example.com')).items;
    expect(back).toMatchObject({ scope: 'optional', note: 'asked by letter', actorName: staff.session.me.name });
    expect((await auditOf('email.suppressed'))[0]).toMatchObject({ target_id: back?.id, changes: { 'put back': { after: id } } });
    expect(await restore(id)).toMatchObject({ status: 409, body: { code: 'email.already_suppressed' } });
    expect(await restore(back?.id ?? '')).toMatchObject({ status: 404, body: { code: 'email.suppression_not_found' } });
    expect(await restore(newId())).toMatchObject({ status: 404, body: { code: 'email.suppression_not_found' } });
  });
});

it('keeps staff from sending a mail again to an address it holds back', async () => {
  const tenant = await app.signUp();
  const mail = (category: 'security' | 'lifecycle') =>
    givenMail(app, { tenantId: tenant.tenantId, recipient: 'ada@example.com', category });
  const [needed, optional] = [await mail('security'), await mail('lifecycle')];
  await given('ada@example.com', 'optional');
  const refusalOf = async (id: string) =>
    AdminEmailDetail.parse((await app.request('GET', `/admin/emails/${id}`, { token: staff.token })).body).resendRefusal;
  expect([await refusalOf(needed), await refusalOf(optional)]).toEqual([null, 'suppressed']);
  const resend = await app.request<Problem>('POST', `/admin/emails/${optional}/resend`, { token: staff.token, body: {} });
  expect(resend).toMatchObject({ status: 409, body: { code: 'email.address_suppressed' } });
});

it('is closed to nobody and to tenants', async () => {
  const tenant = await app.signUp();
  const { id } = await given('ada@example.com');
  for (const [method, path] of [
    ['GET', ''],
    ['POST', ''],
    ['DELETE', `/${id}`],
    ['POST', `/${id}/restore`],
  ] as const) {
    const body = method === 'GET' ? {} : { body: {} };
    expect((await app.request(method, `${PATH}${path}`, body)).status).toBe(401);
    expect((await app.request(method, `${PATH}${path}`, { ...body, token: tenant.token })).status).toBe(403);
  }
});

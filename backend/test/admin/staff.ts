import type { ImpersonatedSession, ImpersonationTicket, StartImpersonation } from '@orbisvoice/shared-dto';
import type { TestApp, TestOwner } from '../harness/app.js';

/** Somebody of staff: an owner of a tenant of their own who may also look into all others. */
export async function givenStaff(app: TestApp): Promise<TestOwner> {
  const staff = await app.signUp({ company: 'OrbisVoice staff' });
  await app.owner.query('update users set is_admin = true where id = $1', [staff.session.me.id]);
  return staff;
}

/** The code that stands behind the `#` of the ticket's address. */
export const codeOf = ({ url }: ImpersonationTicket): string => decodeURIComponent(new URL(url).hash.replace('#code=', ''));

/** Staff act as somebody, from the console's request to the portal's token. */
export async function impersonate(
  app: TestApp,
  staff: TestOwner,
  { tenantId, userId, mode }: { tenantId: string } & Pick<StartImpersonation, 'userId' | 'mode'>,
): Promise<ImpersonatedSession> {
  const body = { userId, mode, reason: 'They asked why the front desk is silent.' };
  const ticket = await app.request<ImpersonationTicket>('POST', `/admin/tenants/${tenantId}/impersonate`, { token: staff.token, body });
  if (ticket.status !== 201) throw new Error(`impersonate answered ${ticket.status}: ${JSON.stringify(ticket.body)}`);
  const opened = await app.request<ImpersonatedSession>('POST', '/auth/impersonation', { body: { code: codeOf(ticket.body) } });
  if (opened.status !== 200) throw new Error(`opening answered ${opened.status}: ${JSON.stringify(opened.body)}`);
  return opened.body;
}

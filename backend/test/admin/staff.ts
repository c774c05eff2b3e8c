import type { TestApp, TestOwner } from '../harness/app.js';

/** Somebody of staff: an owner of a tenant of their own who may also look into all others. */
export async function givenStaff(app: TestApp): Promise<TestOwner> {
  const staff = await app.signUp({ company: 'OrbisVoice staff' });
  await app.owner.query('update users set is_admin = true where id = $1', [staff.session.me.id]);
  return staff;
}

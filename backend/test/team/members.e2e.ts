import { type Member, type MemberPage } from '@orbisvoice/shared-dto';
import { auditActions, isMe, join, outbox, personOf, useApp, type Refusal } from '../auth/people.js';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

describe('/team/members', () => {
  const app = useApp();
  const patch = (token: string, id: string, role: string) =>
    app().request<Member & Refusal>('PATCH', `/team/members/${id}`, { token, body: { role } });
  const remove = (token: string, id: string) => app().request<Refusal>('DELETE', `/team/members/${id}`, { token });
  const list = (token: string, query = '') => app().request<MemberPage & Refusal>('GET', `/team/members${query}`, { token });

  it('GET lists the own people only', async () => {
    const [owner, neighbour] = [await app().signUp(), await app().signUp()];
    const member = await join(app(), owner, 'member');
    const { body } = await list(member.token);
    expect(body).toMatchObject({ total: 2, page: 1, pageSize: 20 });
    expect(body.items.map((item) => [item.id, item.role])).toEqual([
      [owner.session.me.id, 'owner'],
      [member.id, 'member'],
    ]);
    expect((await list(neighbour.token)).body.total).toBe(1);
    expect((await list(owner.token, '?pageSize=101')).status).toBe(400);
    expect((await app().request('GET', '/team/members')).status).toBe(401);
  });

  it('PATCH changes a role, and with it what the person may do, at once', async () => {
    const owner = await app().signUp();
    const member = await join(app(), owner, 'member');
    const invite = () => app().request('GET', '/team/invitations', { token: member.token });
    expect((await invite()).status).toBe(403);
    expect((await patch(owner.token, member.id, 'admin')).body.role).toBe('admin');
    expect((await invite()).status).toBe(200);
    await patch(owner.token, member.id, 'member');
    expect((await invite()).status).toBe(403);
    expect(await outbox(app(), owner.tenantId, 'team.member_updated')).toEqual([
      { userId: member.id, roleBefore: 'member', roleAfter: 'admin' },
      { userId: member.id, roleBefore: 'admin', roleAfter: 'member' },
    ]);
  });

  it('PATCH and DELETE refuse self, owners by admins, members at all, strangers and nonsense', async () => {
    const [owner, neighbour] = [await app().signUp(), await app().signUp()];
    const [admin, member] = [await join(app(), owner, 'admin'), await join(app(), owner, 'member')];
    const self = personOf(owner).id;
    const refusals: [number, string, { status: number; body: Refusal }][] = [
      [409, 'team.cannot_change_self', await patch(owner.token, self, 'member')],
      [409, 'team.cannot_change_self', await remove(owner.token, self)],
      [403, 'access.forbidden', await patch(admin.token, self, 'member')],
      [403, 'access.forbidden', await remove(admin.token, self)],
      [403, 'access.forbidden', await patch(admin.token, member.id, 'owner')],
      [403, 'access.forbidden', await patch(member.token, admin.id, 'member')],
      [403, 'access.forbidden', await remove(member.token, admin.id)],
      [404, 'team.member_not_found', await patch(neighbour.token, member.id, 'admin')],
      [404, 'team.member_not_found', await remove(neighbour.token, member.id)],
      [404, 'team.member_not_found', await remove(owner.token, NOBODY)],
      [400, 'request.invalid', await patch(owner.token, member.id, 'emperor')],
      [400, 'request.invalid', await remove(owner.token, 'not-an-id')],
    ];
    for (const [status, code, answer] of refusals) expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await app().request('DELETE', `/team/members/${member.id}`)).status).toBe(401);
    expect(await isMe(app(), member.token)).toBe(200);
  });

  it('DELETE removes somebody and ends their sessions at once; invitations they sent stay open', async () => {
    const owner = await app().signUp();
    const admin = await join(app(), owner, 'admin');
    const member = await join(app(), owner, 'member');
    const invited = await app().request('POST', '/team/invitations', {
      token: admin.token,
      body: { email: `x-${admin.email}`, role: 'member' },
    });
    expect(invited.status).toBe(201);
    expect((await remove(owner.token, member.id)).status).toBe(204);
    expect(await isMe(app(), admin.token)).toBe(200);
    expect((await remove(owner.token, admin.id)).status).toBe(204);
    expect(await isMe(app(), admin.token)).toBe(401);
    expect(await isMe(app(), member.token)).toBe(401);
    expect((await app().request('POST', '/auth/refresh', { headers: { cookie: member.cookie } })).status).toBe(401);
    expect((await app().request<{ total: number }>('GET', '/team/invitations', { token: owner.token })).body.total).toBe(1);
    expect((await auditActions(app(), owner.tenantId)).filter((action) => action === 'team.member_removed')).toHaveLength(2);
  });

  it('keeps one owner when two demote each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const owner = await app().signUp();
      const second = await join(app(), owner, 'admin');
      await patch(owner.token, second.id, 'owner');
      const answers = await Promise.all([patch(owner.token, second.id, 'member'), patch(second.token, owner.session.me.id, 'member')]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 403]);
      const { rows } = await app().owner.query(`select 1 from users where tenant_id = $1 and role = 'owner'`, [owner.tenantId]);
      expect(rows).toHaveLength(1);
    }
  });
});

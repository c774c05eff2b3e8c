import { type Me, type SessionList } from '@orbisvoice/shared-dto';
import { PERMISSIONS } from '@orbisvoice/shared-dto/values';
import { auditActions, isMe, join, useApp, type Refusal } from './people.js';

describe('/auth/me', () => {
  const app = useApp();

  it('GET says who is signed in and what they may', async () => {
    const owner = await app().signUp({ company: 'Acme' });
    const { body } = await app().request<Me>('GET', '/auth/me', { token: owner.token });
    expect(body).toMatchObject({ email: owner.email, role: 'owner', tenant: { id: owner.tenantId, name: 'Acme' } });
    expect(body.permissions).toEqual(PERMISSIONS);
    expect(JSON.stringify(body)).not.toMatch(/hash|argon/i);
    const member = await join(app(), owner, 'member');
    const asMember = await app().request<Me>('GET', '/auth/me', { token: member.token });
    expect(asMember.body.permissions).not.toContain('team.manage');
  });

  it('GET is closed without a token', async () => expect((await app().request('GET', '/auth/me')).status).toBe(401));

  it('PATCH changes the name, audited once', async () => {
    const owner = await app().signUp();
    const patch = (body: object) => app().request<Me & Refusal>('PATCH', '/auth/me', { token: owner.token, body });
    expect((await patch({ name: ' Grace Hopper ' })).body.name).toBe('Grace Hopper');
    await patch({ name: 'Grace Hopper' });
    expect((await auditActions(app(), owner.tenantId)).filter((action) => action === 'user.updated')).toHaveLength(1);
    for (const body of [{}, { name: '' }, { name: 'x', role: 'owner' }, { email: 'other@test.example' }, { isAdmin: true }]) {
      expect((await patch(body)).status).toBe(400);
    }
  });
});

describe('/auth/sessions', () => {
  const app = useApp();
  const list = async (token: string) => (await app().request<SessionList>('GET', '/auth/sessions', { token })).body.items;

  it('GET lists the own live sessions and says which is this one', async () => {
    const owner = await app().signUp();
    const body = { email: owner.email, password: owner.password };
    await app().request('POST', '/auth/login', { body, headers: { 'user-agent': 'Browser/1' } });
    const items = await list(owner.token);
    expect(items).toHaveLength(2);
    expect(items.filter((item) => item.isCurrent)).toHaveLength(1);
    expect(items.find((item) => !item.isCurrent)?.userAgent).toBe('Browser/1');
    expect((await app().request('GET', '/auth/sessions')).status).toBe(401);
  });

  it('DELETE ends one at once', async () => {
    const owner = await app().signUp();
    const other = await app().request<{ accessToken: string }>('POST', '/auth/login', {
      body: { email: owner.email, password: owner.password },
    });
    expect(await isMe(app(), other.body.accessToken)).toBe(200);
    const id = (await list(owner.token)).find((item) => !item.isCurrent)?.id;
    expect((await app().request('DELETE', `/auth/sessions/${id}`, { token: owner.token })).status).toBe(204);
    expect(await isMe(app(), other.body.accessToken)).toBe(401);
    expect((await app().request('DELETE', `/auth/sessions/${id}`, { token: owner.token })).status).toBe(404);
    expect(await auditActions(app(), owner.tenantId)).toContain('user.session_revoked');
  });

  it('DELETE knows no sessions of colleagues or neighbours', async () => {
    const [owner, neighbour] = [await app().signUp(), await app().signUp()];
    const member = await join(app(), owner, 'member');
    const ids = [(await list(member.token))[0]?.id, (await list(neighbour.token))[0]?.id];
    for (const id of ids) expect((await app().request('DELETE', `/auth/sessions/${id}`, { token: owner.token })).status).toBe(404);
    expect((await app().request('DELETE', '/auth/sessions/not-an-id', { token: owner.token })).status).toBe(400);
    expect(await isMe(app(), member.token)).toBe(200);
  });
});

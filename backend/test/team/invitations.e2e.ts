import { type Invitation, type InvitationPage, type Session } from '@orbisvoice/shared-dto';
import { InvitationLinks } from '../../src/modules/auth/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import {
  auditActions,
  invitationToken,
  isMe,
  join,
  newAddress,
  outbox,
  PASSWORD,
  shiftTime,
  useApp,
  type Refusal,
} from '../auth/people.js';

describe('/team/invitations', () => {
  const app = useApp();
  const invite = (token: string, body: object) => app().request<Invitation & Refusal>('POST', '/team/invitations', { token, body });
  const revoke = (token: string, id: string) => app().request<Refusal>('DELETE', `/team/invitations/${id}`, { token });
  const list = (token: string) => app().request<InvitationPage & Refusal>('GET', '/team/invitations', { token });
  const accept = (token: string, over: object = {}) =>
    app().request<Session & Refusal>('POST', '/team/invitations/accept', {
      body: { token, name: 'New Person', password: PASSWORD, ...over },
    });

  it('POST invites by mail, GET lists what is open', async () => {
    const owner = await app().signUp();
    const email = newAddress();
    const answer = await invite(owner.token, { email: email.toUpperCase(), role: 'admin' });
    expect([answer.status, answer.body]).toMatchObject([201, { email, role: 'admin' }]);
    expect((await list(owner.token)).body).toMatchObject({ total: 1, items: [{ id: answer.body.id, email }] });
    expect(await outbox(app(), owner.tenantId, 'team.member_invited')).toEqual([
      { invitationId: answer.body.id, invitedBy: owner.session.me.id },
    ]);
    expect((await auditActions(app(), owner.tenantId)).at(-1)).toBe('team.member_invited');
  });

  it('POST again renews: one row, a new link, the old one dead', async () => {
    const owner = await app().signUp();
    const email = newAddress();
    const first = await invitationToken(app(), owner, { email, role: 'member' });
    const again = await Promise.all([1, 2, 3].map(() => invite(owner.token, { email, role: 'admin' })));
    expect(again.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect((await list(owner.token)).body.total).toBe(1);
    expect((await accept(first)).body.code).toBe('team.invitation_invalid');
  });

  it('refuses who is in already, owners by mail, members, strangers and nonsense', async () => {
    const [owner, neighbour] = [await app().signUp(), await app().signUp()];
    const member = await join(app(), owner, 'member');
    expect((await invite(owner.token, { email: member.email, role: 'member' })).body.code).toBe('team.already_member');
    expect((await invite(owner.token, { email: newAddress(), role: 'owner' })).body.fields?.[0]?.path).toBe('role');
    expect((await invite(owner.token, { email: 'nobody', role: 'member' })).body.fields?.[0]?.path).toBe('email');
    expect((await invite(member.token, { email: newAddress(), role: 'member' })).status).toBe(403);
    expect((await list(member.token)).status).toBe(403);
    const open = await invite(owner.token, { email: newAddress(), role: 'member' });
    expect((await revoke(neighbour.token, open.body.id)).body.code).toBe('team.invitation_not_found');
    expect((await revoke(member.token, open.body.id)).status).toBe(403);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['DELETE', `/${open.body.id}`],
    ] as const) {
      expect((await app().request(method, `/team/invitations${path}`)).status).toBe(401);
    }
    expect((await list(owner.token)).body.total).toBe(1);
  });

  it('tells nobody that the address has an account elsewhere', async () => {
    const [owner, other] = [await app().signUp(), await app().signUp()];
    expect((await invite(owner.token, { email: other.email, role: 'member' })).status).toBe(201);
  });

  it('DELETE takes it back: the link is dead', async () => {
    const owner = await app().signUp();
    const token = await invitationToken(app(), owner, { email: newAddress(), role: 'member' });
    const id = (await list(owner.token)).body.items[0]?.id ?? '';
    expect((await revoke(owner.token, id)).status).toBe(204);
    expect((await revoke(owner.token, id)).status).toBe(404);
    expect((await accept(token)).body.code).toBe('team.invitation_invalid');
    expect(await app().get(InvitationLinks).mint(tenantIdOf(owner.tenantId), id)).toBeNull();
  });

  it('brakes a tenant that invites faster than people do', async () => {
    const owner = await app().signUp();
    const statuses: number[] = [];
    for (let count = 0; count < 51; count++) statuses.push((await invite(owner.token, { email: newAddress(), role: 'member' })).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(50);
    expect(statuses.at(-1)).toBe(429);
  });

  describe('accept', () => {
    it('makes a proved person of the tenant, signed in', async () => {
      const owner = await app().signUp();
      const email = newAddress();
      const answer = await accept(await invitationToken(app(), owner, { email, role: 'admin' }));
      expect(answer.status).toBe(200);
      expect(answer.body.me).toMatchObject({ email, role: 'admin', name: 'New Person', tenant: { id: owner.tenantId } });
      expect(answer.body.me.emailVerifiedAt).not.toBeNull();
      expect(await isMe(app(), answer.body.accessToken)).toBe(200);
      expect((await auditActions(app(), owner.tenantId)).slice(-2)).toEqual(['team.member_joined', 'user.login_succeeded']);
      expect(await outbox(app(), owner.tenantId, 'team.member_joined')).toMatchObject([{ userId: answer.body.me.id, role: 'admin' }]);
    });

    it('works once, however often it is sent at once', async () => {
      const owner = await app().signUp();
      const token = await invitationToken(app(), owner, { email: newAddress(), role: 'member' });
      const answers = await Promise.all([1, 2, 3, 4].map(() => accept(token)));
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(answers.filter((answer) => answer.body.code === 'team.invitation_invalid')).toHaveLength(3);
    });

    it('refuses an old or made-up link, a guessable password, and what it did not ask for', async () => {
      const owner = await app().signUp();
      const token = await invitationToken(app(), owner, { email: newAddress(), role: 'member' });
      const time = shiftTime(app(), 7 * 86_400_000 + 1_000);
      expect((await accept(token)).body.code).toBe('team.invitation_invalid');
      time.back();
      expect((await accept('x'.repeat(43))).body.code).toBe('team.invitation_invalid');
      expect((await accept(token, { password: 'password1234' })).body.code).toBe('auth.password_compromised');
      expect((await accept(token, { role: 'owner' })).status).toBe(400);
      expect((await accept(token, { name: '' })).body.fields?.[0]?.path).toBe('name');
      expect((await accept(token)).status).toBe(200);
    });

    it('says to the mailbox owner that the address has an account elsewhere, and keeps the invitation', async () => {
      const [owner, other] = [await app().signUp(), await app().signUp()];
      const token = await invitationToken(app(), owner, { email: other.email, role: 'member' });
      const answer = await accept(token);
      expect([answer.status, answer.body.code]).toEqual([409, 'auth.email_taken']);
      expect((await list(owner.token)).body.total).toBe(1);
    });
  });
});

import { randomUUID } from 'node:crypto';
import type { EmailReachability, EmailSuppressionList } from '@orbisvoice/shared-dto';
import type { Delivery } from '../../src/modules/email/domain/delivery.js';
import { SuppressionDesk } from '../../src/modules/email/index.js';
import { SuppressionService } from '../../src/modules/email/services/suppression.service.js';
import { EmailTransport } from '../../src/modules/email/transport/email-transport.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestOwner } from '../harness/app.js';
import { ProviderWorld } from './provider-world.js';

let started: Awaited<ReturnType<typeof ProviderWorld.start>>;
let world: ProviderWorld;

beforeAll(async () => {
  started = await ProviderWorld.start('sendgrid');
});
beforeEach(async () => {
  world = await started.settled();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => started.close());

it('takes a batch in, whatever else is in it', async () => {
  const { sendgrid } = world.providers;
  const [good, open] = [sendgrid.event(world.mail(), 'delivered'), sendgrid.event(world.mail(), 'opened')];
  expect((await world.post(sendgrid.batch([open, { event: 'delivered' }, [], good, good]))).status).toBe(200);
  expect(await world.timeline()).toHaveLength(1);
});

it('is closed to providers without a key', async () => {
  const app = await startTestApp();
  for (const path of ['/webhooks/email/sendgrid', '/webhooks/email/resend']) {
    expect(await app.request('POST', path, { body: [] })).toMatchObject({ status: 404, body: { code: 'email.webhook_disabled' } });
  }
  await app.close();
});

describe('a refusal at the door', () => {
  const refusal = (isMailboxGone: boolean): Delivery => ({
    kind: 'rejected',
    reason: `550 5.1.1 <${world.owner.email}>: user unknown`,
    transport: 'smtp',
    isMailboxGone,
  });

  it('is a hard bounce when the mailbox is gone', async () => {
    jest.spyOn(world.app.get(EmailTransport), 'send').mockResolvedValueOnce(refusal(true));
    await world.happens();
    expect(await world.lastRow()).toMatchObject({ status: 'failed' });
    expect(await world.suppressions()).toMatchObject([
      {
        scope: 'all',
        reason: 'hard_bounce',
        source: 'smtp',
        note: expect.stringMatching(/^550 5\.1\.1 <.\*\*\*@test\.example>: user unknown$/) as string,
      },
    ]);
    expect(JSON.stringify(await world.suppressions())).not.toContain(world.owner.email);
    expect(await world.audited('email.suppressed')).toHaveLength(1);
  });

  it('is only a failed mail when it is about the mail', async () => {
    jest.spyOn(world.app.get(EmailTransport), 'send').mockResolvedValueOnce(refusal(false));
    await world.happens();
    expect(await world.lastRow()).toMatchObject({ status: 'failed' });
    expect(await world.suppressions()).toEqual([]);
  });
});

describe('a workspace', () => {
  const list = async ({ token }: TestOwner) =>
    (await world.app.request<EmailSuppressionList>('GET', '/email/suppressions', { token })).body;

  it('sees which of its addresses mail cannot reach, and nobody else’s', async () => {
    const neighbour = await started.settled();
    await neighbour.tell('hard_bounce');
    expect(await list(world.owner)).toEqual({ items: [] });
    await world.tell('hard_bounce');
    const entry = { address: world.owner.email, scope: 'all', reason: 'hard_bounce', since: expect.any(String) as string, until: null };
    expect(await list(world.owner)).toEqual({
      items: [
        { ...entry, whose: 'person', name: 'Test Owner' },
        { ...entry, whose: 'billing', name: null },
      ],
    });
  });

  it('tells an owner of their own and the billing address, a member of their own only', async () => {
    const { app, owner } = world;
    const read = async (token: string) => {
      const { body } = await app.request<EmailReachability>('GET', '/email/reachability', { token });
      return body.unreachable.map(({ whose, address }) => [whose, address]);
    };
    expect(await read(owner.token)).toEqual([]);
    await world.tell('hard_bounce');
    expect(await read(owner.token)).toEqual([
      ['self', owner.email],
      ['billing', owner.email],
    ]);
    await app.owner.query(`update users set role = 'member' where id = $1`, [owner.session.me.id]);
    const login = { body: { email: owner.email, password: owner.password } };
    const { body: session } = await app.request<{ accessToken: string }>('POST', '/auth/login', login);
    expect(await read(session.accessToken)).toEqual([['self', owner.email]]);
    expect(await app.request('GET', '/email/suppressions', { token: session.accessToken })).toMatchObject({ status: 403 });
  });
});

describe('staff', () => {
  const staff = (): Actor => ({
    kind: 'user',
    tenantId: tenantIdOf(world.owner.tenantId),
    userId: world.owner.session.me.id,
    apiKeyId: null,
    sessionId: null,
    name: 'Staff',
    permissions: new Set(['admin.manage']),
    isStaff: true,
    impersonatorId: null,
    origin: { ip: null, userAgent: null, traceId: 'test' },
  });
  const desk = () => world.app.get(SuppressionDesk);
  const query = { page: 1, pageSize: 10, isLive: true };
  const refusal = async (recipient: string) => (await world.app.get(SuppressionService).refusals([{ recipient, category: 'security' }]))[0];

  it('add an address with a reason, find it whatever its case, and take it off again', async () => {
    const address = `Ann-${randomUUID()}@Example.com`;
    const added = await desk().add(staff(), { address, scope: 'all', note: 'asked on the phone' });
    expect(added).toMatchObject({
      address: address.toLowerCase(),
      reason: 'manual',
      source: 'staff',
      note: 'asked on the phone',
      removedAt: null,
    });
    expect(await refusal(address)).toBe('the address is suppressed: manual');
    expect(await desk().search({ ...query, address: address.toUpperCase() })).toMatchObject({ total: 1, items: [{ id: added.id }] });
    await expect(desk().add(staff(), { address, scope: 'all', note: 'again' })).rejects.toMatchObject({ code: 'email.already_suppressed' });

    await desk().remove(staff(), added.id, 'mailbox is back');
    expect(await refusal(address)).toBeNull();
    expect(await desk().search({ ...query, address })).toMatchObject({ total: 0 });
    const story = await desk().search({ ...query, address, isLive: false });
    expect(story.items).toMatchObject([{ removalNote: 'mailbox is back', removedBy: world.owner.session.me.id }]);
    await expect(desk().remove(staff(), added.id, 'twice')).rejects.toMatchObject({ code: 'email.suppression_not_found' });
    await expect(desk().remove(staff(), randomUUID(), 'never')).rejects.toMatchObject({ code: 'email.suppression_not_found' });

    expect(await world.audited('email.suppressed')).toMatchObject([{ note: { after: 'asked on the phone' } }]);
    expect(await world.audited('email.unsuppressed')).toMatchObject([{ note: { after: 'mailbox is back' } }]);
    expect(await desk().add(staff(), { address, scope: 'optional', note: 'only tips' })).toMatchObject({ scope: 'optional' });
  });

  it('page through the list, newest first', async () => {
    const addresses = [1, 2, 3].map((n) => `${n}-${randomUUID()}@example.com`);
    for (const address of addresses) await desk().add(staff(), { address, scope: 'all', note: 'list' });
    const [first, second] = [await desk().search({ ...query, pageSize: 2 }), await desk().search({ ...query, page: 2, pageSize: 2 })];
    expect([...first.items, ...second.items].map(({ address }) => address).slice(0, 3)).toEqual(addresses.reverse());
    expect(first.total).toBeGreaterThanOrEqual(3);
  });

  it('forget whose address it was, and keep the promise', async () => {
    await world.tell('hard_bounce');
    const { email } = world.owner;
    const [before] = (await desk().search({ ...query, address: email })).items;
    expect(before).toMatchObject({ address: email, note: expect.stringContaining('550') as string });
    await desk().erase(email);
    const rows = await world.suppressions();
    expect(rows).toMatchObject([{ address_sealed: null, note: null }]);
    expect(JSON.stringify(rows)).not.toContain(email);
    expect((await desk().search({ ...query, address: email })).items).toMatchObject([{ address: null, reason: 'hard_bounce' }]);
    expect(await refusal(email)).toBe('the address is suppressed: hard bounce');
  });
});

it('never keeps an address of the list in the clear', async () => {
  await world.tell('hard_bounce');
  const [row] = await world.suppressions();
  expect(row?.note).toContain('550');
  expect(JSON.stringify(row)).not.toContain(world.owner.email);
});

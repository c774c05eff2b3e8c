import { type Session } from '@orbisvoice/shared-dto';
import { InvitationLinks, OneTimeLinks, type OneTimePurpose } from '../../src/modules/auth/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

export const PASSWORD = 'quiet-lantern pony 42 gravel';

/** The API for one test file. */
export function useApp(): () => TestApp {
  let app: TestApp | undefined;
  beforeAll(async () => {
    app = await startTestApp();
  });
  // every test comes from the same network: one's wrong guesses must not slow the next
  beforeEach(() => app?.owner.query('delete from login_attempts'));
  afterAll(() => app?.close());
  return () => {
    if (!app) throw new Error('the test application has not started');
    return app;
  };
}

let addresses = 0;
export const newAddress = (name = 'person'): string => `${name}-${process.pid}-${performance.now().toFixed(3)}-${addresses++}@test.example`;

/** Somebody signed in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly cookie: string;
}

export const personOf = (owner: TestOwner): Person => ({
  id: owner.session.me.id,
  email: owner.email,
  token: owner.token,
  cookie: owner.cookie,
});

/** A new member of the owner's tenant, by the way of an invitation. */
export async function join(app: TestApp, owner: TestOwner, role: 'admin' | 'member'): Promise<Person> {
  const email = newAddress(role);
  const token = await invitationToken(app, owner, { email, role });
  const answer = await app.request<Session>('POST', '/team/invitations/accept', {
    body: { token, name: `Test ${role}`, password: PASSWORD },
  });
  expect(answer.status).toBe(200);
  return { id: answer.body.me.id, email, token: answer.body.accessToken, cookie: cookieNamed(answer.headers, 'orbis_refresh_portal') };
}

export async function invitationToken(app: TestApp, owner: TestOwner, body: { email: string; role: 'admin' | 'member' }): Promise<string> {
  const invited = await app.request<{ id: string }>('POST', '/team/invitations', { token: owner.token, body });
  expect(invited.status).toBe(201);
  const token = await app.get(InvitationLinks).mint(tenantIdOf(owner.tenantId), invited.body.id);
  if (!token) throw new Error('the invitation is not open');
  return token;
}

/** What the mail's link would carry. */
export const mint = (app: TestApp, owner: { tenantId: string; userId: string }, purpose: OneTimePurpose): Promise<string> =>
  app.get(OneTimeLinks).mint(tenantIdOf(owner.tenantId), owner.userId, purpose);

/** `name=value` of a cookie an answer set; empty when it did not. */
export function cookieNamed(headers: Headers, name: string): string {
  return (
    headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''
  );
}

/** Moves the application's time until `back` is called. */
export function shiftTime(app: TestApp, ms: number): { back: () => void } {
  const spy = jest.spyOn(app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + ms));
  return { back: () => spy.mockRestore() };
}

/** Stops the application's time now, and lets a test move it. */
export function stopTime(app: TestApp): { moveTo: (ms: number) => void; back: () => void } {
  const at = Date.now();
  const spy = jest.spyOn(app.get(Clock), 'now');
  const moveTo = (ms: number): void => void spy.mockImplementation(() => new Date(at + ms));
  moveTo(0);
  return { moveTo, back: () => spy.mockRestore() };
}

export const isMe = async (app: TestApp, token: string): Promise<number> => (await app.request('GET', '/auth/me', { token })).status;

/** Actions of a tenant's audit log, oldest first. */
export async function auditActions(app: TestApp, tenantId: string): Promise<string[]> {
  const { rows } = await app.owner.query<{ action: string }>('select action from audit_entries where tenant_id = $1 order by at, id', [
    tenantId,
  ]);
  return rows.map((row) => row.action);
}

/** Events of a tenant's outbox with their payloads, oldest first. */
export async function outbox(app: TestApp, tenantId: string, name: string): Promise<Record<string, unknown>[]> {
  const { rows } = await app.owner.query<{ payload: Record<string, unknown> }>(
    'select payload from outbox_events where tenant_id = $1 and name = $2 order by created_at, id',
    [tenantId, name],
  );
  return rows.map((row) => row.payload);
}

/** Shape of every refusal. */
export interface Refusal {
  readonly code: string;
  readonly fields?: readonly { readonly path: string; readonly rule: string }[];
  readonly params?: Readonly<Record<string, unknown>>;
}

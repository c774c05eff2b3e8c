import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { SweepEmails } from '../../src/modules/email/jobs/sweep-emails.job.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { FaultySmtp, type SmtpBehaviour, WELL_BEHAVED } from './faulty-smtp.js';
import { emailEvents, emailRows, publish, type EmailRow } from './mails.js';

const MINUTE = 60_000;
let app: TestApp;
let smtp: FaultySmtp;
let owner: TestOwner;
let moved = 0;

beforeAll(async () => {
  smtp = await FaultySmtp.start();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: smtp.url }, database: await freshDatabase() });
  const clock = app.get(Clock);
  jest.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + moved));
});
beforeEach(async () => {
  smtp.behaviour = WELL_BEHAVED;
  await smtp.comeBack();
  owner = await app.signUp();
  await app.settle();
  smtp.accepted.length = 0;
});
afterAll(async () => {
  await app.close();
  await smtp.goAway();
  jest.restoreAllMocks();
});

/** From now on it behaves like this, to everybody: connections from before are gone. */
async function behave(over: Partial<SmtpBehaviour>): Promise<void> {
  await smtp.goAway();
  smtp.behaviour = { ...WELL_BEHAVED, ...over };
  await smtp.comeBack();
}
/** Something one mail is owed for. */
async function happens(): Promise<void> {
  await publish(app, owner.tenantId, new PasswordChanged({ userId: owner.session.me.id }));
  await app.settle();
}
async function later(ms: number): Promise<void> {
  moved += ms;
  await app.get(SweepEmails).run();
  await app.settle();
}
async function row(): Promise<EmailRow> {
  const found = (await emailRows(app, owner.tenantId)).find(({ template }) => template === 'password-changed');
  if (!found) throw new Error('no mail was ordered');
  return found;
}
async function arrivesOnceWhenWell(): Promise<void> {
  smtp.behaviour = WELL_BEHAVED;
  await smtp.comeBack();
  await later(2 * MINUTE);
  expect(await row()).toMatchObject({ status: 'sent', error: null });
  await later(2 * MINUTE);
  expect(smtp.accepted.filter(({ to }) => to === owner.email)).toHaveLength(1);
}

it('waits for a server that refuses connections', async () => {
  await smtp.goAway();
  await happens();
  const { status, error, id } = await row();
  expect([status, error]).toEqual(['queued', expect.stringContaining('ECONNREFUSED')]);
  expect(await emailEvents(app, id)).toEqual([['deferred', error]]);
  await arrivesOnceWhenWell();
});

it('waits for a server that greets with 421', async () => {
  await behave({ greeting: '421 4.3.2 too busy, come back later' });
  await happens();
  expect(await row()).toMatchObject({ status: 'queued', error: expect.stringContaining('421') as string });
  await arrivesOnceWhenWell();
});

it('outlasts greylisting for a quarter of an hour', async () => {
  const end = moved + 15 * MINUTE;
  smtp.behaviour = { ...WELL_BEHAVED, recipientReply: () => (moved < end ? '451 4.7.1 greylisted, try again' : '250 ok') };
  await happens();
  for (let minute = 0; minute < 40 && (await row()).status !== 'sent'; minute++) await later(MINUTE);
  const { status, attempts, id } = await row();
  expect(status).toBe('sent');
  expect(attempts).toBeGreaterThan(3);
  const events = await emailEvents(app, id);
  expect(events).toHaveLength(attempts - 1);
  for (const [kind, detail] of events) expect([kind, detail]).toEqual(['deferred', expect.stringContaining('451')]);
  expect(smtp.accepted.filter(({ to }) => to === owner.email)).toHaveLength(1);
});

it('shows what a server refuses for good, and does not ask again', async () => {
  smtp.behaviour = { ...WELL_BEHAVED, recipientReply: () => '550 5.1.1 no such mailbox' };
  await happens();
  const { status, error, id } = await row();
  expect([status, error]).toEqual(['failed', expect.stringContaining('550')]);
  expect(await emailEvents(app, id)).toEqual([['failed', error]]);
  smtp.behaviour = WELL_BEHAVED;
  await later(120 * MINUTE);
  expect((await row()).attempts).toBe(1);
  expect(smtp.accepted).toHaveLength(0);
});

it('has patience with a server that thinks over a message', async () => {
  smtp.behaviour = { ...WELL_BEHAVED, thinkMs: () => 2_000 };
  await happens();
  expect(await row()).toMatchObject({ status: 'sent', attempts: 1 });
  await arrivesOnceWhenWell();
});

it('sends again what was cut off in the middle of the message', async () => {
  smtp.behaviour = { ...WELL_BEHAVED, cutAfter: 2_000 };
  await happens();
  expect((await row()).status).toBe('queued');
  expect(smtp.accepted).toHaveLength(0);
  await arrivesOnceWhenWell();
});

it('gives up a server that connects and says nothing; the API answers meanwhile as ever', async () => {
  await behave({ greeting: null });
  const sending = happens();
  let isSending = true;
  void sending.finally(() => (isSending = false));
  for (let asked = 0; asked < 20; asked++) expect((await app.request('GET', '/auth/me', { token: owner.token })).status).toBe(200);
  // the mail server keeps its caller waiting for ten seconds: all of them were answered in between
  expect(isSending).toBe(true);
  await sending;
  expect(await row()).toMatchObject({ status: 'queued', error: expect.stringMatching(/greeting|timeout/i) as string });
  await arrivesOnceWhenWell();
}, 60_000);

it('fails visibly after a day of refusals, and nothing is left waiting', async () => {
  smtp.behaviour = { ...WELL_BEHAVED, messageReply: '452 4.3.1 no space left' };
  await happens();
  for (let hour = 0; hour < 26; hour++) await later(61 * MINUTE);
  const { status, error, id } = await row();
  expect([status, error]).toEqual(['failed', expect.stringContaining('452')]);
  expect((await emailEvents(app, id)).at(-1)).toEqual(['failed', error]);
}, 60_000);

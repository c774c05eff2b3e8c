import { SweepEmails } from '../../src/modules/email/jobs/sweep-emails.job.js';
import { headerOf, mailsTo } from './mails.js';
import { ProviderWorld } from './provider-world.js';

let started: Awaited<ReturnType<typeof ProviderWorld.start>>;
let world: ProviderWorld;

beforeAll(async () => {
  started = await ProviderWorld.start('sendgrid', { EMAIL_FALLBACK_TRANSPORT: 'resend', EMAIL_FROM_OPTIONAL: 'News <news@news.example>' });
});
beforeEach(async () => {
  world = await started.settled();
});
afterEach(() => world.providers.heal());
afterAll(() => started.close());

/** Lets what waits be due now. */
async function later(): Promise<void> {
  await world.app.owner.query(`update email_messages set next_attempt_at = next_attempt_at - interval '2 hours' where tenant_id = $1`, [
    world.owner.tenantId,
  ]);
  await world.app.get(SweepEmails).run();
  await world.app.settle();
}
const changedMails = () => mailsTo(world.mailbox, world.owner.email).filter(({ template }) => template === 'password-changed');
const taken = (provider: string) =>
  world.providers.accepted.filter((mail) => mail.provider === provider && mail.to === world.owner.email).length;

it('sends by the second way what the first refuses cleanly, and writes down who took it', async () => {
  world.providers.fail({ provider: 'sendgrid', kind: 'unavailable' });
  await world.happens();
  expect(await world.lastRow()).toMatchObject({ template: 'password-changed', status: 'sent', transport: 'resend' });
  expect(changedMails()).toHaveLength(1);
});

it('keeps a mail with whoever may have taken it, over tries and workers', async () => {
  world.providers.fail({ provider: 'sendgrid', kind: 'refuse' });
  await world.happens();
  expect(await world.lastRow()).toMatchObject({ status: 'queued', transport: 'sendgrid', attempts: 1 });
  world.providers.fail({ provider: 'sendgrid', kind: 'unavailable' });
  await later();
  // refused cleanly this time, but the first try is still open
  expect(await world.lastRow()).toMatchObject({ status: 'queued', transport: 'sendgrid', attempts: 2 });
  const before = taken('resend');
  await later();
  expect(await world.lastRow()).toMatchObject({ status: 'sent', transport: 'sendgrid', attempts: 3 });
  expect(taken('resend')).toBe(before);
  expect(changedMails()).toHaveLength(1);
});

it('waits as long as both ask for', async () => {
  world.providers.fail({ provider: 'sendgrid', kind: 'rate_limit' });
  world.providers.fail({ provider: 'resend', kind: 'rate_limit' });
  await world.happens();
  expect(await world.lastRow()).toMatchObject({ status: 'queued', transport: null });
  await later();
  expect(await world.lastRow()).toMatchObject({ status: 'sent', transport: 'sendgrid' });
});

it('writes what one can unsubscribe from under a sender of its own', async () => {
  await world.app.owner.query(
    `update email_messages set category = 'lifecycle', status = 'queued', sent_at = null, next_attempt_at = created_at where template = 'welcome' and tenant_id = $1`,
    [world.owner.tenantId],
  );
  await later();
  const welcome = mailsTo(world.mailbox, world.owner.email).findLast(({ template }) => template === 'welcome');
  expect(welcome && headerOf(welcome, 'From')).toBe('News <news@news.example>');
  await world.happens();
  expect(changedMails().map((mail) => headerOf(mail, 'From'))).toEqual(['OrbisVoice <hello@orbisvoice.example>']);
});

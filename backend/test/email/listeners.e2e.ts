import { EMAIL_CATEGORIES, OPTIONAL_EMAIL_CATEGORIES } from '@orbisvoice/shared-dto/values';
import type { InboxMessage, MailInbox } from '../../sandbox/mail/index.js';
import { InvoicePaymentActionRequired } from '../../src/modules/billing/events/invoice-payment-action-required.event.js';
import { InvoicePaymentFailed } from '../../src/modules/billing/events/invoice-payment-failed.event.js';
import { categoryOf } from '../../src/modules/email/domain/category.js';
import { SAMPLES } from '../../src/modules/email/generated/samples.js';
import { TEMPLATES } from '../../src/modules/email/generated/templates.js';
import { EmailSender } from '../../src/modules/email/services/email-sender.js';
import { EventDelivery } from '../../src/platform/events/event-delivery.js';
import { EventRegistry } from '../../src/platform/events/event-registry.js';
import { inviteMember } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { EMAIL_NAMES, visibleText } from './email-samples.js';
import { FACTS, type Cast, type Fact } from './facts.js';
import { headerOf, inbox, letItBeDay, publish } from './mails.js';

const HOSTILE = '{{company}} <script>alert(1)</script> "><img src=x>\r\nBcc: everybody@example.com';
/** Their events come with the features they belong to, or are told of elsewhere. */
const LISTENED_ELSEWHERE = ['scheduled-report', 'export-ready', 'data-request-completed', 'account-suspended', 'impersonation-notice'];

/** Ninety mails take their time on a machine that does other things, too. */
jest.setTimeout(120_000);

let app: TestApp;
let mailbox: MailInbox;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: 'https://orbis.example' } });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

/** A workspace of somebody's, with an open invitation; mails of its making are out of the way. */
async function cast(word: string): Promise<{ owner: TestOwner; who: Cast; got: () => InboxMessage[] }> {
  const owner = await app.signUp();
  const invited = `invited-${owner.email}`;
  const { id: invitationId } = await inviteMember(app, owner.token, { email: invited });
  await app.owner.query('update users set name = $2 where tenant_id = $1', [owner.tenantId, word]);
  await app.owner.query('update tenants set name = $2 where id = $1', [owner.tenantId, word]);
  await letItBeDay(app, owner.tenantId);
  await app.settle();
  const before = new Set(mailbox.messages().map(({ id }) => id));
  const got = () =>
    mailbox
      .messages()
      .filter(({ id, to }) => !before.has(id) && (to.includes(owner.email) || to.includes(invited)))
      .reverse();
  return { owner, who: { userId: owner.session.me.id, invitationId, word }, got };
}

/** The queue delivers at least once: every handler of every mail's event gets it again. */
async function deliverAgain(tenantId: string): Promise<void> {
  const { rows } = await app.owner.query<{ id: string; name: string }>('select id, name from outbox_events where tenant_id = $1', [
    tenantId,
  ]);
  for (const { id: eventId, name } of rows)
    for (const handler of app.get(EventRegistry).handlersFor(name))
      if (handler.name.startsWith('email.')) await app.get(EventDelivery).deliver({ eventId, handler: handler.name });
  await app.settle();
}

async function tell(owner: TestOwner, who: Cast): Promise<void> {
  for (const { event } of FACTS) await publish(app, owner.tenantId, event(who));
  await app.settle();
}

it('has a fact for every template', () => {
  const made = new Set<string>([...FACTS.map(({ template }) => template), ...LISTENED_ELSEWHERE]);
  expect(EMAIL_NAMES.filter((name) => !made.has(name))).toEqual([]);
});

it('delivers one mail for each fact, also when its event comes twice, and again only for what happened again', async () => {
  const { owner, who, got } = await cast('Ada & Söhne');
  await tell(owner, who);
  const counted = (): Record<string, number> => countBy(got().map(({ template }) => template));
  // the welcome and nothing else was told before
  const facts = FACTS.filter(({ template }) => template !== 'welcome');
  const first = countBy(facts.map(({ template }) => template));
  expect(counted()).toEqual(first);
  await deliverAgain(owner.tenantId);
  expect(counted()).toEqual(first);
  await tell(owner, who);
  const repeated = countBy([...facts, ...facts.filter(({ isOneFact }) => !isOneFact)].map(({ template }) => template));
  expect(counted()).toEqual(repeated);
});

it('says what happened, and carries the headers of its kind', async () => {
  const { owner, who, got } = await cast('Ada & Söhne');
  await tell(owner, who);
  const mails = got();
  const unsaid = FACTS.filter(({ template }) => template !== 'welcome').filter((fact) => !mails.some((mail) => tells(mail, fact)));
  expect(unsaid.map(({ template, says }) => `${template}: ${String(says)}`)).toEqual([]);
  for (const mail of mails) {
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(mail, 'Message-ID')).toMatch(/^<[\w-]{36}@orbisvoice\.example>$/);
    expect(headerOf(mail, 'X-Entity-Ref-ID')).toMatch(/^[\w-]{36}$/);
    expect(headerOf(mail, 'Date')).toBeTruthy();
    expect(headerOf(mail, 'Content-Type')).toContain('multipart/alternative');
    expect(headerOf(mail, 'Precedence')).toBeUndefined();
    expect(mail.subject).not.toMatch(/token|https?:/);
    expectList(mail);
  }
});

it('delivers the mails nobody orders here from their samples, with the headers of their kind', async () => {
  const { owner, got } = await cast('Ada');
  const names = EMAIL_NAMES.filter((name) => LISTENED_ELSEWHERE.includes(name));
  for (const name of names) {
    await app.owner.query(
      `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, status, next_attempt_at, created_at, category, priority)
       values (gen_random_uuid(), $1, $2, 'sample', $3, $4, 'queued', now() - interval '1 s', now(), $5, 2)`,
      [owner.tenantId, name, owner.email, SAMPLES[name].data, categoryOf(TEMPLATES[name], {})],
    );
  }
  await app.get(EmailSender).send();
  expect(
    got()
      .map(({ template }) => template)
      .sort(),
  ).toEqual([...names].sort());
  got().forEach(expectList);
});

it('makes nothing of what people put into their names', async () => {
  const harmless = await cast('x');
  await tell(harmless.owner, harmless.who);
  const { owner, who, got } = await cast(HOSTILE);
  await tell(owner, who);
  const mails = got();
  // the mails of a batch leave side by side, in no order
  const shapes = (of: readonly InboxMessage[]): string[] => of.map(shapeOf).sort();
  expect(shapes(mails)).toEqual(shapes(harmless.got()));
  for (const mail of mails) {
    expect(headerOf(mail, 'Bcc')).toBeUndefined();
    expect(mail.to).toHaveLength(1);
    expect(mail.subject).not.toMatch(/[\r\n]/);
  }
  expect(visibleText(mails.find(({ template }) => template === 'agent-created')?.html ?? '')).toContain('{{company}} <script>');
});

it('sends one mail for an attempt that the bank asks about, in whichever order Stripe tells it', async () => {
  const { owner, got } = await cast('Ada');
  const invoice = { number: null, amountDue: 2900, currency: 'usd', tier: null, planName: null, hostedUrl: null, graceEndsAt: null };
  const failed = (invoiceId: string) =>
    new InvoicePaymentFailed({
      ...invoice,
      invoiceId,
      attempt: 1,
      reason: 'authentication_required',
      nextAttemptAt: null,
      needsAction: true,
    });
  const asked = (invoiceId: string) => new InvoicePaymentActionRequired({ ...invoice, invoiceId, attempt: 1 });
  for (const event of [failed('first'), asked('first'), asked('second'), failed('second')]) await publish(app, owner.tenantId, event);
  await app.settle();
  expect(got().map(({ template }) => template)).toEqual(['payment-action-required', 'payment-action-required']);
});

/** The list a mail is on, and the way off it, if there is one (RFC 2919, RFC 8058). */
function expectList(mail: InboxMessage): void {
  const category = EMAIL_CATEGORIES.find((one) => headerOf(mail, 'Feedback-ID')?.startsWith(`${one.replace('_', '-')}:`));
  const name = EMAIL_NAMES.find((one) => one === mail.template);
  if (!category || !name) throw new Error(`no category of ${mail.template}`);
  expect(category.replace(/_.*/, '')).toBe(TEMPLATES[name].class);
  const isOptional = OPTIONAL_EMAIL_CATEGORIES.some((one) => one === category);
  const list = category.replace('_', '-');
  expect(headerOf(mail, 'List-Id')).toMatch(new RegExp(`<${list}\\.orbisvoice\\.example>$`));
  expect(headerOf(mail, 'Feedback-ID')).toBe(`${list}:${name}:${isOptional ? 'optional' : 'transactional'}:orbisvoice`);
  const unsubscribe = [headerOf(mail, 'List-Unsubscribe'), headerOf(mail, 'List-Unsubscribe-Post')];
  if (!isOptional) return expect(unsubscribe).toEqual([undefined, undefined]);
  expect(unsubscribe).toEqual([
    expect.stringMatching(/^<https:\/\/orbis\.example\/api\/email\/unsubscribe\/[\w-]+>$/),
    'List-Unsubscribe=One-Click',
  ]);
}

/** What injected markup or lines would change of a mail: its tags, and the paragraphs of its text. */
const shapeOf = ({ template, html, text }: InboxMessage): string =>
  `${template}: ${html.match(/<[a-z/!]/gi)?.length} tags, ${text.split(/\n\n+/).length} paragraphs`;

const tells = (mail: InboxMessage, { template, says }: Fact): boolean => mail.template === template && says.test(mail.text);

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

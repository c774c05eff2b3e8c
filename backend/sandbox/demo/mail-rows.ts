import type { EmailCategory } from '@orbisvoice/shared-dto/values';
import { categoryOf } from '../../src/modules/email/domain/category.js';
import { copiesSince } from '../../src/modules/email/domain/copy-until.js';
import { type StandingAct, standingFacts } from '../../src/modules/email/domain/standing-facts.js';
import { SAMPLES } from '../../src/modules/email/generated/samples.js';
import { SAMPLE_LINKS, TEMPLATES } from '../../src/modules/email/generated/templates.js';
import type { TemplateName } from '../../src/modules/email/persistence/email-message.js';
import { AddressKeys } from '../../src/modules/email/services/address-keys.js';
import { TemplateRenderer } from '../../src/modules/email/services/template-renderer.js';
import { versionOf } from '../../src/modules/email/services/template-versions.js';
import { recipientHashOf } from '../../src/modules/email/services/unsubscribe-links.js';
import type { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { MAIL_TALES, type MailTale } from './mail-stories.js';
import type { Random } from './random.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

const MINUTE = 60_000;
/** From a commit to the mail that its news orders. */
const NEWS_MS = 700;
/** Minted when a mail is written, and kept by no row. */
const LINKS = ['url', 'preferencesUrl', 'unsubscribeUrl'];

const renderer = new TemplateRenderer();

export interface MailFrame {
  readonly random: Random;
  readonly now: Date;
  readonly ownerId: string;
  /** Those of the application that will read this: addresses are kept hashed and sealed. */
  readonly keys: KeyRing;
}

/** A mail as its row tells it. */
interface Telling extends Omit<MailTale, 'story' | 'hoursAgo'> {
  readonly at: Date;
  readonly data: Record<string, unknown>;
}

interface SentMail extends Pick<MailFrame, 'keys' | 'random'> {
  readonly id: string;
  readonly at: Date;
  readonly category: EmailCategory;
}

/** The sources that the copies of the demo's mails are shown with. */
export function addTemplateVersions(writer: RowWriter, now: Date): void {
  for (const [template, sources] of Object.entries(TEMPLATES)) {
    const { subject, html, text } = sources;
    writer.add('email_template_versions', { version: versionOf(sources), template, subject, html, text, created_at: now });
  }
}

/** Mails of a tenant: those of its first day, and what the last days show. */
export function addMails(writer: RowWriter, story: Story, index: number, frame: MailFrame): void {
  const isDelivered = { story: index, status: 'sent', happenings: [{ kind: 'delivered', after: 1 }] } as const;
  const hoursAgo = (frame.now.getTime() - story.signedUpAt.getTime()) / (60 * MINUTE);
  addMail(writer, story, { ...isDelivered, template: 'verify-email', hoursAgo }, frame);
  addMail(writer, story, { ...isDelivered, template: 'welcome', hoursAgo: Math.max(0, hoursAgo - 0.4) }, frame);
  for (const tale of MAIL_TALES) if (tale.story === index) addMail(writer, story, tale, frame);
}

/** What an owner is told of an act of staff upon the workspace: ordered by the news of it, a moment later. */
export function addStandingMail(writer: RowWriter, story: Story, act: Omit<StandingAct, 'workspace'>, frame: MailFrame): void {
  const workspace = { company: story.name, timeZone: story.timeZone, locale: 'en' };
  const template = 'account-suspended';
  const data = { ...dataOf(template, story), ...standingFacts({ ...act, workspace }) };
  const at = new Date(act.at.getTime() + NEWS_MS);
  writeMail(writer, story, { template, data, at, status: 'sent', happenings: [{ kind: 'delivered', after: 1 }] }, frame);
}

function addMail(writer: RowWriter, story: Story, tale: MailTale, frame: MailFrame): void {
  const at = new Date(frame.now.getTime() - tale.hoursAgo * 60 * MINUTE);
  writeMail(writer, story, { ...tale, at, data: dataOf(tale.template, story) }, frame);
}

function writeMail(writer: RowWriter, story: Story, tale: Telling, { random, now, ownerId, keys }: MailFrame): void {
  const { at, data } = tale;
  const id = random.id(at);
  const template = TEMPLATES[tale.template];
  const category = categoryOf(template, data);
  const isSent = tale.status === 'sent';
  writer.add('email_messages', {
    id,
    tenant_id: story.tenantId,
    user_id: ownerId,
    template: tale.template,
    category,
    dedupe_key: `demo/${id}`,
    recipient: story.ownerEmail,
    subject:
      tale.status === 'suppressed'
        ? null
        : renderer.render(tale.template, { ...SAMPLE_LINKS, ...SAMPLES[tale.template].data, ...data }).subject,
    data: at < copiesSince(now) ? null : data,
    status: tale.status,
    transport: isSent ? (tale.transport ?? 'smtp') : null,
    template_version: tale.status === 'suppressed' ? null : versionOf(template),
    attempts: tale.attempts ?? 1,
    error: tale.error ?? null,
    provider_message_id: isSent ? `<${id}@orbisvoice.example>` : null,
    created_at: at,
    sent_at: isSent ? new Date(at.getTime() + (tale.sentAfter ?? 0) * MINUTE + 900) : null,
  });
  addAftermath(writer, story, tale, { keys, random, at, id, category });
}

/** What followed on a mail: its timeline, a choice of its reader, the suppression of the address. */
function addAftermath(writer: RowWriter, story: Story, tale: Telling, mail: SentMail): void {
  const { keys, random, at, id, category } = mail;
  for (const { kind, after, detail = null } of tale.happenings ?? []) {
    const happenedAt = new Date(at.getTime() + after * MINUTE + 400);
    writer.add('email_events', { id: random.id(happenedAt), tenant_id: story.tenantId, message_id: id, kind, detail, at: happenedAt });
    if (kind === 'unsubscribed') {
      writer.add('email_preferences', {
        tenant_id: story.tenantId,
        recipient_hash: bytes(recipientHashOf(keys, story.ownerEmail)),
        category,
        is_enabled: false,
        source: 'one_click',
        updated_at: happenedAt,
      });
    }
  }
  if (tale.suppression) {
    const addresses = new AddressKeys(keys);
    const last = tale.happenings?.at(-1)?.after ?? 0;
    writer.add('email_suppressions', {
      ...tale.suppression,
      id: random.id(at),
      address_hash: bytes(addresses.hash(story.ownerEmail)),
      address_sealed: addresses.seal(story.ownerEmail),
      source: tale.transport ?? 'smtp',
      message_id: id,
      created_at: new Date(at.getTime() + last * MINUTE),
    });
  }
}

const bytes = (value: Buffer): string => `\\x${value.toString('hex')}`;

/** The sample, told of this tenant. */
function dataOf(template: TemplateName, { ownerName, name: company }: Story): Record<string, unknown> {
  const told: Readonly<Record<string, string>> = { name: ownerName, company };
  return Object.fromEntries(
    Object.entries(SAMPLES[template].data)
      .filter(([key]) => !LINKS.includes(key))
      .map(([key, value]) => [key, told[key] ?? value]),
  );
}

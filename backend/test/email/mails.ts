import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailInbox, type InboxMessage, type MailInbox } from '../../sandbox/mail/index.js';
import { SAMPLES } from '../../src/modules/email/generated/samples.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { DomainEvent } from '../../src/platform/events/domain-event.js';
import { EventPublisher } from '../../src/platform/events/event-publisher.js';
import { type TestApp } from '../harness/app.js';

/** A real SMTP inbox for one test file. */
export async function inbox(): Promise<MailInbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'orbis-inbox-'));
  const started = await startMailInbox({ smtpPort: 0, webPort: 0, dataDir });
  return {
    ...started,
    close: async () => {
      await started.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What reached an address, oldest first. */
export const mailsTo = (mailbox: MailInbox, address: string): InboxMessage[] =>
  mailbox
    .messages()
    .filter(({ to }) => to.includes(address))
    .reverse();

export const headerOf = (message: InboxMessage, name: string): string | undefined =>
  message.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;

/** A zone in which it is broad day now: some mails do not leave at night. */
export function zoneOfDay(now: Date = new Date()): string {
  const ahead = 12 - now.getUTCHours();
  // the signs of these names are the other way round
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** Makes it day where a tenant's people are. */
export async function letItBeDay(app: TestApp, tenantId: string): Promise<void> {
  await app.owner.query('update tenants set time_zone = $2 where id = $1', [tenantId, zoneOfDay()]);
}

/** Publishes an event as its module would. */
export function publish(app: TestApp, tenantId: string, event: DomainEvent): Promise<void> {
  const tenant = tenantIdOf(tenantId);
  return app.get(UnitOfWork).run(tenant, () => app.get(EventPublisher).publish(tenant, event));
}

export interface EmailRow {
  readonly id: string;
  readonly template: string;
  readonly status: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly transport: string | null;
  readonly subject: string | null;
  readonly data: Record<string, unknown>;
}

/** The rows of a tenant's mails, oldest first. */
export async function emailRows(app: TestApp, tenantId: string): Promise<EmailRow[]> {
  const { rows } = await app.owner.query<EmailRow>('select * from email_messages where tenant_id = $1 order by created_at, id', [tenantId]);
  return rows;
}

/** The timeline of a mail: kind and detail, oldest first. */
export async function emailEvents(app: TestApp, messageId: string): Promise<[string, string | null][]> {
  const { rows } = await app.owner.query<{ kind: string; detail: string | null }>(
    'select kind, detail from email_events where message_id = $1 order by at, id',
    [messageId],
  );
  return rows.map(({ kind, detail }) => [kind, detail]);
}

/** Mails that can wait, due for a second (a database's now is finer than ours, and would be later), to readers of their own. */
export async function givenMails(app: TestApp, tenantId: string, count: number): Promise<void> {
  await app.owner.query(
    `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, status, next_attempt_at, created_at, category, priority)
     select gen_random_uuid(), $1, 'agent-created', gen_random_uuid(), 'reader-' || n || '@test.example', $3, 'queued', now() - interval '1 s', now(), 'lifecycle', 2
       from generate_series(1, $2::int) n`,
    [tenantId, count, SAMPLES['agent-created'].data],
  );
}

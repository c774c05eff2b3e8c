import type { EmailCategory, EmailEventKind, EmailStatus } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';
import type { TestApp } from '../harness/app.js';

/** A mail as its row stands after whatever happened to it. */
export interface GivenMail {
  readonly tenantId: string;
  readonly recipient?: string;
  readonly template?: string;
  readonly category?: EmailCategory;
  readonly status?: EmailStatus;
  readonly transport?: string | null;
  readonly attempts?: number;
  readonly error?: string | null;
  readonly data?: object;
  readonly userId?: string | null;
  /** How long ago it was ordered. */
  readonly minutesAgo?: number;
  readonly events?: readonly { readonly kind: EmailEventKind; readonly detail?: string; readonly provider?: string }[];
}

const MINUTE = 60_000;

/** Writes a mail with its history, a minute between one event and the next. */
export async function givenMail(app: TestApp, given: GivenMail): Promise<string> {
  const id = newId();
  const { tenantId, status = 'sent', minutesAgo = 10 } = given;
  const at = Date.now() - minutesAgo * MINUTE;
  const isWaiting = status === 'queued' || status === 'sending';
  await app.owner.query(
    `insert into email_messages (id, tenant_id, user_id, template, dedupe_key, recipient, subject, data, status, category, transport, attempts, error,
       created_at, sent_at, next_attempt_at, provider_message_id)
     values ($1::uuid, $2, $3, $4, $1::uuid::text, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      id,
      tenantId,
      given.userId ?? null,
      given.template ?? 'password-changed',
      given.recipient ?? 'ada@example.com',
      'Your password was changed',
      JSON.stringify(given.data ?? { name: 'Ada', at: '1 May 2026', resetUrl: 'https://app.example/forgot-password' }),
      status,
      given.category ?? 'security',
      given.transport === undefined ? (status === 'sent' ? 'smtp' : null) : given.transport,
      given.attempts ?? (isWaiting ? 0 : 1),
      given.error ?? null,
      new Date(at),
      status === 'sent' ? new Date(at + MINUTE / 2) : null,
      isWaiting ? new Date(at) : null,
      status === 'sent' ? `<${id}@orbisvoice.example>` : null,
    ],
  );
  for (const [index, event] of (given.events ?? []).entries()) {
    await app.owner.query(
      `insert into email_events (id, tenant_id, message_id, kind, detail, provider, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), tenantId, id, event.kind, event.detail ?? null, event.provider ?? null, new Date(at + (index + 1) * MINUTE)],
    );
  }
  return id;
}

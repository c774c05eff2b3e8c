import { Injectable } from '@nestjs/common';
import type { AdminEmail, AdminEmailQuery, EmailLink, EmailTimelineEntry } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { likePattern } from './like-pattern.js';

const COLUMNS = `
  m.id, m.tenant_id as "tenantId", t.name as "tenantName", m.template, m.category, m.recipient, m.subject, m.status, o.kind as outcome,
  m.transport, m.attempts, m.error, m.created_at as "createdAt", m.sent_at as "sentAt", m.next_attempt_at as "nextAttemptAt"`;
/** With the latest word from the recipient's side. */
const FROM = `
  from email_messages m join tenants t on t.id = m.tenant_id
  left join lateral (
    select kind from email_events e
     where e.tenant_id = m.tenant_id and e.message_id = m.id
       and e.kind in ('delivered', 'bounced', 'soft_bounced', 'complained', 'unsubscribed')
     order by at desc, id desc limit 1) o on true`;

/** Newest first by (created_at, id), one row more than asked for: that one tells whether another page follows. */
const PAGE = `
  select ${COLUMNS} ${FROM}
  where ($1::text is null or m.recipient like $1)
    and ($2::uuid is null or m.tenant_id = $2)
    and ($3::text is null or m.template = $3)
    and ($4::text is null or m.category = $4)
    and ($5::text is null or m.status = $5)
    and ($6::text is null or exists (
      select 1 from email_events e where e.tenant_id = m.tenant_id and e.message_id = m.id and e.kind = $6))
    and ($7::text is null or m.transport = $7)
    and ($8::timestamptz is null or m.created_at >= $8)
    and ($9::timestamptz is null or m.created_at < $9)
    and (m.created_at, m.id) < (coalesce($10::timestamptz, 'infinity'), coalesce($11::uuid, '00000000-0000-0000-0000-000000000000'))
  order by m.created_at desc, m.id desc
  limit $12`;

type Row<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: null extends T[P] ? Date | null : Date };
export type EmailRow = Row<AdminEmail, 'createdAt' | 'sentAt' | 'nextAttemptAt'>;
export type EmailLinkRow = Row<EmailLink, 'createdAt'>;
export type EmailEventRow = Row<EmailTimelineEntry, 'at'>;

/** A mail with what only its own page shows. */
export interface EmailDetailRow extends EmailRow {
  readonly userId: string | null;
  readonly dedupeKey: string;
  readonly providerMessageId: string | null;
  readonly templateVersion: string | null;
  readonly resendOf: string | null;
  /** Whether what it said is still kept. */
  readonly hasData: boolean;
}

/** Where a page begins: the last row of the page before. */
export interface EmailKey {
  readonly createdAt: string;
  readonly id: string;
}

/** The mails of every tenant, as staff reads them. */
@Injectable()
export class AllTenantsEmailListRepository {
  constructor(private readonly database: PlatformDatabase) {}

  page(query: AdminEmailQuery, after: EmailKey | null): Promise<EmailRow[]> {
    const { recipient, tenantId, template, category, status, outcome, transport, from, to, pageSize } = query;
    const pattern = recipient ? likePattern(recipient) : null;
    const filters = [pattern, tenantId, template, category, status, outcome, transport, from, to].map((value) => value ?? null);
    return this.database.query<EmailRow>({
      text: PAGE,
      values: [...filters, after?.createdAt ?? null, after?.id ?? null, pageSize + 1],
    });
  }

  async find(id: string): Promise<EmailDetailRow | null> {
    const [row] = await this.database.query<EmailDetailRow>({
      text: `select ${COLUMNS}, m.user_id as "userId", m.dedupe_key as "dedupeKey", m.provider_message_id as "providerMessageId",
               m.template_version as "templateVersion", m.resend_of as "resendOf", m.data is not null as "hasData" ${FROM} where m.id = $1`,
      values: [id],
    });
    return row ?? null;
  }

  /** What was recorded of a mail, oldest first. */
  events({ tenantId, id }: Pick<EmailRow, 'tenantId' | 'id'>): Promise<EmailEventRow[]> {
    return this.database.query<EmailEventRow>({
      text: 'select at, kind, detail, provider from email_events where tenant_id = $1 and message_id = $2 order by at, id',
      values: [tenantId, id],
    });
  }

  /** What a mail was sent again from, and what was sent again from it; oldest first. */
  async links({ tenantId, id, resendOf }: EmailDetailRow): Promise<{ origin: EmailLinkRow | null; resends: EmailLinkRow[] }> {
    const rows = await this.database.query<EmailLinkRow>({
      text: `select id, status, created_at as "createdAt" from email_messages
             where tenant_id = $1 and (id = $2 or resend_of = $3) order by created_at, id`,
      values: [tenantId, resendOf, id],
    });
    return { origin: rows.find((row) => row.id === resendOf) ?? null, resends: rows.filter((row) => row.id !== resendOf) };
  }
}

import { Injectable } from '@nestjs/common';
import type { EmailCategory, EmailTransportName } from '@orbisvoice/shared-dto/values';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ClaimedEmail, EmailMark, LeasedEmail, MessageData, TemplateName } from './email-message.js';

interface ClaimedRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly user_id: string | null;
  readonly template: TemplateName;
  readonly recipient: string;
  readonly data: MessageData;
  readonly attempts: number;
  readonly priority: number;
  readonly created_at: Date;
  readonly category: EmailCategory;
  readonly transport: EmailTransportName | null;
  readonly was_held: boolean;
}

/** How many due mails to take, and from how far down the order. */
export interface ClaimOptions {
  readonly now: Date;
  /** Until when they are nobody else's. */
  readonly until: Date;
  readonly limit: number;
  readonly lowestPriority: number;
}

/** How late mail is. */
export interface MailLag {
  readonly due: number;
  readonly oldestSeconds: number;
  readonly failed: number;
}

/** A lease that ran out belongs to a worker that died. Whoever else claims at this moment skips these rows and takes others. */
const CLAIM = `
  with due as (
    select id, tenant_id, status = 'sending' as was_held from email_messages
     where status in ('queued', 'sending') and priority <= $4 and next_attempt_at <= $1 and (locked_until is null or locked_until <= $1)
     order by priority, next_attempt_at limit $3 for update skip locked)
  update email_messages m set status = 'sending', attempts = m.attempts + 1, locked_until = $2
    from due where m.id = due.id and m.tenant_id = due.tenant_id
  returning m.id, m.tenant_id, m.user_id, m.template, m.recipient, m.data, m.attempts, m.priority, m.created_at, m.category,
            m.transport, due.was_held`;

const DOUBT = `
  update email_messages set doubted_at = $4
   where tenant_id = $1 and id = $2 and attempts = $3 and status = 'sending' and doubted_at is null returning id`;

const EXTEND = `
  update email_messages m set locked_until = $4
    from unnest($1::uuid[], $2::uuid[], $3::int[]) h (tenant_id, id, attempts)
   where m.tenant_id = h.tenant_id and m.id = h.id and m.attempts = h.attempts and m.status = 'sending'`;

/** What a dead process may have sent is left as that process left it: as `queued` nobody would know of the doubt. */
const GIVE_BACK = `
  update email_messages m
     set status = case when h.is_in_doubt then 'sending' else 'queued' end, attempts = m.attempts - 1, locked_until = null
    from unnest($1::uuid[], $2::uuid[], $3::int[], $4::boolean[]) h (tenant_id, id, attempts, is_in_doubt)
   where m.tenant_id = h.tenant_id and m.id = h.id and m.attempts = h.attempts and m.status = 'sending'`;

/** A worker whose lease ran out and was taken over writes nothing: its number of tries is not the row's any more. */
const MARK = `
  with marked as (
    update email_messages m
       set status = r.status, error = r.error, next_attempt_at = r.next_attempt_at, subject = coalesce(r.subject, m.subject),
           provider_message_id = r.provider_message_id, sent_at = r.sent_at, transport = r.transport,
           template_version = coalesce(r.template_version, m.template_version), locked_until = null,
           doubted_at = case when r.is_open then m.doubted_at end
      from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::timestamptz[],
                  $10::text[], $11::text[], $12::uuid[], $13::text[], $15::boolean[])
           r (tenant_id, id, attempts, status, error, next_attempt_at, subject, provider_message_id, sent_at, transport, template_version,
              event_id, kind, is_open)
     where m.tenant_id = r.tenant_id and m.id = r.id and m.status = 'sending' and m.attempts = r.attempts
    returning m.tenant_id, m.id, r.event_id, r.kind, r.error)
  insert into email_events (id, tenant_id, message_id, kind, detail, at)
  select event_id, tenant_id, id, kind, error, $14 from marked where kind <> 'sent'`;

const LAG = `
  select count(*) as due, coalesce(extract(epoch from now() - min(next_attempt_at)), 0) as oldest,
         (select count(*) from email_messages where status = 'failed' and created_at > now() - interval '7 days') as failed
    from email_messages where status in ('queued', 'sending') and next_attempt_at <= now()`;

const PURGE = `
  update email_messages set data = null
   where id = any (array(select id from email_messages
                          where data is not null and created_at < $1 and status in ('sent', 'suppressed', 'failed') limit $2))
  returning 1 as gone`;

/** The mails of all tenants that are due: claimed, held and marked many at a time. */
@Injectable()
export class AllTenantsDueEmailsRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Takes due mails, the most urgent first, then the oldest. */
  async claim({ now, until, limit, lowestPriority }: ClaimOptions): Promise<ClaimedEmail[]> {
    const values = [now, until, limit, lowestPriority];
    const rows = await this.database.query<ClaimedRow>({ name: 'email.claim', text: CLAIM, values });
    return rows.map(claimedOf).sort((a, b) => a.priority - b.priority || a.createdAt.getTime() - b.createdAt.getTime());
  }

  /** Notes that a mail which may have arrived is about to be handed over again. @returns false when that was noted before: it must not be */
  async doubt({ tenantId, id, attempts }: LeasedEmail, at: Date): Promise<boolean> {
    const rows = await this.database.query<{ id: string }>({ name: 'email.doubt', text: DOUBT, values: [tenantId, id, attempts, at] });
    return rows.length === 1;
  }

  /** Holds claimed mails for longer. */
  async extend(messages: readonly LeasedEmail[], until: Date): Promise<void> {
    const values = [
      messages.map(({ tenantId }) => tenantId),
      messages.map(({ id }) => id),
      messages.map(({ attempts }) => attempts),
      until,
    ];
    await this.database.query({ name: 'email.extend', text: EXTEND, values });
  }

  /** Lets go of mails that were claimed and not tried. */
  async giveBack(messages: readonly LeasedEmail[]): Promise<void> {
    const values = [
      messages.map(({ tenantId }) => tenantId),
      messages.map(({ id }) => id),
      messages.map(({ attempts }) => attempts),
      messages.map(({ isInDoubt }) => isInDoubt),
    ];
    await this.database.query({ name: 'email.give_back', text: GIVE_BACK, values });
  }

  /** Writes what became of claimed mails, with a line in the timeline of each that did not simply leave. */
  async mark(marks: readonly EmailMark[], at: Date): Promise<void> {
    const column = <T>(of: (mark: EmailMark) => T): T[] => marks.map(of);
    const values = [
      column(({ message }) => message.tenantId),
      column(({ message }) => message.id),
      column(({ message }) => message.attempts),
      column(({ status }) => status),
      column(({ error }) => error),
      column(({ nextAttemptAt }) => nextAttemptAt),
      column(({ subject }) => subject),
      column(({ providerMessageId }) => providerMessageId),
      column(({ sentAt }) => sentAt),
      column(({ transport }) => transport),
      column(({ templateVersion }) => templateVersion),
      column(() => newId()),
      column(({ kind }) => kind),
      at,
      column(({ isOpen }) => isOpen),
    ];
    await this.database.query({ name: 'email.mark', text: MARK, values });
  }

  async lag(): Promise<MailLag> {
    const [row] = await this.database.query<{ due: string; oldest: string; failed: string }>({ name: 'email.lag', text: LAG });
    return { due: Number(row?.due ?? 0), oldestSeconds: Math.max(0, Number(row?.oldest ?? 0)), failed: Number(row?.failed ?? 0) };
  }

  /** Forgets what finished mails from before the instant said, in slices so that no lock is held for long. @returns how many */
  async purgeData(before: Date, slice = 5_000): Promise<number> {
    let total = 0;
    for (let gone = slice; gone === slice; total += gone) {
      gone = (await this.database.query<{ gone: number }>({ text: PURGE, values: [before, slice] })).length;
    }
    return total;
  }
}

function claimedOf({ id, tenant_id, user_id: userId, created_at: createdAt, was_held: wasHeld, ...row }: ClaimedRow): ClaimedEmail {
  const { template, recipient, data, attempts, priority, category, transport } = row;
  const isInDoubt = wasHeld || transport !== null;
  const facts = { id, tenantId: tenantIdOf(tenant_id), userId, template, recipient, data, attempts, priority };
  return { ...facts, createdAt, category, transport, isInDoubt };
}

import { Injectable } from '@nestjs/common';
import type { EmailCategory, EmailTransportName } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { EmailOutcome, LeasedEmail, NewEmailMessage, TemplateName } from './email-message.js';

const INSERT = `
  insert into email_messages (id, tenant_id, user_id, template, dedupe_key, recipient, data, status, next_attempt_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7::jsonb, 'queued', $8, $8)
  on conflict (tenant_id, template, dedupe_key) do nothing returning id`;

/** Takes the row if it is due and nobody holds it: a lease that ran out belongs to a worker that died. */
const LEASE = `
  update email_messages set status = 'sending', attempts = attempts + 1, locked_until = $4
   where tenant_id = $1 and id = $2 and status in ('queued', 'sending') and next_attempt_at <= $3 and (locked_until is null or locked_until <= $3)
  returning id, user_id, template, recipient, data, attempts, created_at, category, transport`;

const RELEASE = `
  update email_messages set status = $4, error = $5, next_attempt_at = $6, subject = coalesce($7, subject), provider_message_id = $8, sent_at = $9,
         transport = $10, locked_until = null
   where tenant_id = $1 and id = $2 and status = 'sending' and attempts = $3`;

interface LeasedRow {
  readonly id: string;
  readonly user_id: string | null;
  readonly template: TemplateName;
  readonly recipient: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly created_at: Date;
  readonly category: EmailCategory;
  readonly transport: EmailTransportName | null;
}

/** The mails of one tenant: what is to be sent, what was. */
@Injectable()
export class EmailMessageRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** False when this fact has its mail already. */
  async add(tenantId: TenantId, message: NewEmailMessage): Promise<boolean> {
    const { id, userId, template, dedupeKey, recipient, data, createdAt } = message;
    const values = [id, tenantId, userId, template, dedupeKey, recipient, JSON.stringify(data), createdAt];
    const rows = await this.unitOfWork.manager(tenantId).query<unknown[]>(INSERT, values);
    return rows.length === 1;
  }

  /** Holds a due message until `until`; null when it is not due, done, or in other hands. */
  async lease(tenantId: TenantId, id: string, at: { now: Date; until: Date }): Promise<LeasedEmail | null> {
    const rows = await this.unitOfWork.run(tenantId, async (manager) => {
      const [leased] = await manager.query<[LeasedRow[], number]>(LEASE, [tenantId, id, at.now, at.until]);
      return leased;
    });
    const [row] = rows;
    if (!row) return null;
    const { user_id: userId, template, recipient, data, attempts, created_at: createdAt, category, transport } = row;
    return { id, tenantId, userId, template, recipient, data, attempts, createdAt, category, transport };
  }

  /** Writes what became of a held message. A worker whose lease ran out and was taken over writes nothing. */
  async release({ tenantId, id, attempts }: LeasedEmail, outcome: EmailOutcome): Promise<void> {
    const { status, error, nextAttemptAt, subject, providerMessageId, sentAt, transport } = outcome;
    const values = [tenantId, id, attempts, status, error, nextAttemptAt, subject, providerMessageId, sentAt, transport];
    await this.unitOfWork.run(tenantId, (manager) => manager.query(RELEASE, values));
  }
}

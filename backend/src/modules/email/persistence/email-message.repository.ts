import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { KeptEmail, NewEmailMessage } from './email-message.js';

const INSERT = `
  insert into email_messages (id, tenant_id, user_id, template, dedupe_key, recipient, data, status, next_attempt_at, created_at, category,
                              priority, resend_of)
  values ($1, $2, $3, $4, $5, $6, $7::jsonb, 'queued', $12, $8, $9, $10, $11)
  on conflict (tenant_id, template, dedupe_key) do nothing returning id`;

const FIND = `
  select id, user_id as "userId", template, category, priority, recipient, status, data, template_version as "templateVersion"
    from email_messages where tenant_id = $1 and id = $2`;

const NOTE = `insert into email_events (id, tenant_id, message_id, kind, detail, at) values ($1, $2, $3, $4, $5, $6)`;

/** A line of a mail's timeline. */
export interface EmailNote {
  readonly id: string;
  readonly messageId: string;
  readonly kind: 'resent';
  readonly detail: string;
  readonly at: Date;
}

/** The mails of one tenant. What a worker does with due ones is in `AllTenantsDueEmailsRepository`. */
@Injectable()
export class EmailMessageRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** False when this fact has its mail already. */
  async add(tenantId: TenantId, message: NewEmailMessage): Promise<boolean> {
    const { id, userId, template, category, priority, dedupeKey, recipient, data, createdAt, leavesAt, resendOf } = message;
    const written = JSON.stringify(data);
    const values = [id, tenantId, userId, template, dedupeKey, recipient, written, createdAt, category, priority, resendOf, leavesAt];
    const rows = await this.unitOfWork.manager(tenantId).query<unknown[]>(INSERT, values);
    return rows.length === 1;
  }

  async find(tenantId: TenantId, id: string): Promise<KeptEmail | null> {
    const rows = await this.unitOfWork.run(tenantId, (manager) => manager.query<KeptEmail[]>(FIND, [tenantId, id]));
    return rows[0] ?? null;
  }

  async note(tenantId: TenantId, { id, messageId, kind, detail, at }: EmailNote): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(NOTE, [id, tenantId, messageId, kind, detail, at]);
  }
}

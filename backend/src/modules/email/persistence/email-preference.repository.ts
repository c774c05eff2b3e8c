import { Injectable } from '@nestjs/common';
import type { EmailCategory, EmailPreferenceSource, OptionalEmailCategory } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { TemplateName } from './email-message.js';

/** A recipient's choices come one by one, so that two at once cannot overtake each other (a row each, always in the same order). */
const REFUSE = `
  insert into email_preferences (tenant_id, recipient_hash, category, is_enabled, source, updated_at)
  values ($1, $2, $3, false, $4, $5)
  on conflict (tenant_id, recipient_hash, category) do update set is_enabled = false, source = excluded.source, updated_at = excluded.updated_at
   where email_preferences.is_enabled
  returning category`;

/** No row means yes, so only a no can become one. */
const ACCEPT = `
  update email_preferences set is_enabled = true, source = $4, updated_at = $5
   where tenant_id = $1 and recipient_hash = $2 and category = $3 and not is_enabled
  returning category`;

const OF = `
  select category, is_enabled as "isEnabled", source, updated_at as "changedAt" from email_preferences
   where tenant_id = $1 and recipient_hash = $2`;

const MAIL = `
  select template, subject, recipient, coalesce(sent_at, created_at) as "sentAt" from email_messages where tenant_id = $1 and id = $2`;

/** A mail that is gone has no timeline. */
const UNSUBSCRIBED = `
  insert into email_events (id, tenant_id, message_id, kind, detail, at)
  select $3, tenant_id, id, 'unsubscribed', $4, $5 from email_messages where tenant_id = $1 and id = $2`;

/** One choice of a recipient. */
export interface Choice {
  readonly category: OptionalEmailCategory;
  readonly isEnabled: boolean;
}

/** A choice that was made, with where and when. */
export interface ChosenPreference {
  readonly category: EmailCategory;
  readonly isEnabled: boolean;
  readonly source: EmailPreferenceSource;
  readonly changedAt: Date;
}

/** A mail as its recipient may be reminded of it. */
export interface RememberedMail {
  readonly template: TemplateName;
  readonly subject: string | null;
  readonly recipient: string;
  readonly sentAt: Date;
}

/** What recipients of one tenant's mails chose. */
@Injectable()
export class EmailPreferenceRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  of(tenantId: TenantId, recipientHash: Buffer): Promise<ChosenPreference[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<ChosenPreference[]>(OF, [tenantId, recipientHash]));
  }

  /** Inside the caller's unit of work. False when it was so already. */
  async choose(
    tenantId: TenantId,
    recipientHash: Buffer,
    { category, isEnabled, source, at }: Choice & { readonly source: EmailPreferenceSource; readonly at: Date },
  ): Promise<boolean> {
    const manager = this.unitOfWork.manager(tenantId);
    const values = [tenantId, recipientHash, category, source, at];
    if (!isEnabled) return (await manager.query<unknown[]>(REFUSE, values)).length === 1;
    const [accepted] = await manager.query<[unknown[], number]>(ACCEPT, values);
    return accepted.length === 1;
  }

  async mail(tenantId: TenantId, messageId: string): Promise<RememberedMail | null> {
    const rows = await this.unitOfWork.run(tenantId, (manager) => manager.query<RememberedMail[]>(MAIL, [tenantId, messageId]));
    return rows[0] ?? null;
  }

  /** Puts it on the timeline of the mail whose link was used, inside the caller's unit of work. */
  async noteUnsubscribed(tenantId: TenantId, note: { messageId: string; id: string; detail: string; at: Date }): Promise<void> {
    const values = [tenantId, note.messageId, note.id, note.detail, note.at];
    await this.unitOfWork.manager(tenantId).query(UNSUBSCRIBED, values);
  }
}

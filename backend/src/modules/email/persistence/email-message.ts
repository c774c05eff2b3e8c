import type { EmailCategory, EmailStatus, EmailTransportName } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { EmailData } from '../generated/templates.js';

export type TemplateName = keyof EmailData;

/** A mail to be written: one row per fact, unique on tenant, template and dedupe key. */
export interface NewEmailMessage {
  readonly id: string;
  readonly userId: string | null;
  readonly template: TemplateName;
  readonly dedupeKey: string;
  readonly recipient: string;
  readonly data: object;
  readonly createdAt: Date;
}

/** A mail that a worker holds. */
export interface LeasedEmail {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly userId: string | null;
  readonly template: TemplateName;
  readonly recipient: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Including the one about to be made. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly category: EmailCategory;
  /** Who may have it from an earlier try. */
  readonly transport: EmailTransportName | null;
}

/** What a worker writes when it lets go. */
export interface EmailOutcome {
  readonly status: EmailStatus;
  readonly error: string | null;
  readonly nextAttemptAt: Date | null;
  readonly subject: string | null;
  readonly providerMessageId: string | null;
  readonly sentAt: Date | null;
  /** Who accepted it, or may have. */
  readonly transport: EmailTransportName | null;
}

import type { EmailCategory, EmailStatus, EmailTransportName } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { EmailOutcome } from '../domain/outcome.js';
import type { EmailData } from '../generated/templates.js';

export type TemplateName = keyof EmailData;
export type MessageData = Readonly<Record<string, unknown>>;

/** A mail to be written: one row per fact, unique on tenant, template and dedupe key. */
export interface NewEmailMessage {
  readonly id: string;
  readonly userId: string | null;
  readonly template: TemplateName;
  readonly category: EmailCategory;
  readonly priority: number;
  readonly dedupeKey: string;
  readonly recipient: string;
  readonly data: object;
  readonly createdAt: Date;
  /** The first try is not before this. */
  readonly leavesAt: Date;
  /** The mail this one repeats. */
  readonly resendOf: string | null;
}

/** A mail that a worker holds. */
export interface LeasedEmail {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly userId: string | null;
  readonly template: TemplateName;
  readonly recipient: string;
  readonly data: MessageData;
  /** Including the one about to be made. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly category: EmailCategory;
  /** Who may have it from an earlier try. */
  readonly transport: EmailTransportName | null;
  /** An earlier try ended without an answer: its process died, or its connection. */
  readonly isInDoubt: boolean;
}

/** Of a held mail: its place in the order, which says how much of a worker it may take. */
export interface ClaimedEmail extends LeasedEmail {
  readonly priority: number;
}

/** What became of a held mail. */
export interface EmailMark extends EmailOutcome {
  readonly message: LeasedEmail;
  /** Null until it was filled. */
  readonly subject: string | null;
  readonly templateVersion: string | null;
}

/** A mail as it is kept. */
export interface KeptEmail {
  readonly id: string;
  readonly userId: string | null;
  readonly template: TemplateName;
  readonly category: EmailCategory;
  readonly priority: number;
  readonly recipient: string;
  readonly status: EmailStatus;
  /** Null once the copy was purged. */
  readonly data: MessageData | null;
  readonly templateVersion: string | null;
}

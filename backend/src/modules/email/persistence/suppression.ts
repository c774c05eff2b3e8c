import type { SuppressionReason, SuppressionScope, SuppressionSource } from '@orbisvoice/shared-dto/values';

/** An address that is not to be written to any more. */
export interface NewSuppression {
  readonly id: string;
  readonly hash: Buffer;
  readonly sealed: string;
  readonly scope: SuppressionScope;
  readonly reason: SuppressionReason;
  readonly source: SuppressionSource;
  readonly note: string | null;
  readonly actorId: string | null;
  readonly messageId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** One in force. */
export interface LiveSuppression {
  readonly hash: Buffer;
  readonly scope: SuppressionScope;
  readonly reason: SuppressionReason;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** One with its whole story. `sealed` is null once the address was erased. */
export interface SuppressionRow extends LiveSuppression {
  readonly id: string;
  readonly sealed: string | null;
  readonly source: SuppressionSource;
  readonly note: string | null;
  readonly actorId: string | null;
  readonly messageId: string | null;
  readonly removedAt: Date | null;
  readonly removedBy: string | null;
  readonly removalNote: string | null;
}

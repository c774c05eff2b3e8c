import type { AlertRuleKey, AlertSeverity, AlertStatus } from '@orbisvoice/shared-dto/values';

/** One counted fact, as a hit keeps it. */
export interface Evidence {
  readonly id: string;
  readonly at: string;
  readonly tenantId: string | null;
  readonly facet: string | null;
  readonly details: Readonly<Record<string, string | null>>;
}

/** A hit, as it is kept. */
export interface AlertRow {
  readonly id: string;
  readonly rule: AlertRuleKey;
  readonly subject: string;
  readonly tenantId: string | null;
  readonly severity: AlertSeverity;
  readonly status: AlertStatus;
  readonly threshold: number;
  readonly windowSeconds: number;
  readonly count: number;
  readonly peak: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly openings: number;
  readonly isMuted: boolean;
  /** Newest first, bounded. */
  readonly evidence: readonly Evidence[];
}

import type { AuditFindingKind } from '@orbisvoice/shared-dto/values';

/** The first thing that is wrong with a tenant's chain. */
export interface ChainFinding {
  readonly tenantId: string;
  /** The first bad place; 0 when it is no place. */
  readonly seq: number;
  readonly kind: AuditFindingKind;
}

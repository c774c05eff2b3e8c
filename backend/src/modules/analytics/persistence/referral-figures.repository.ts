import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { SnapshotReader } from '../../../platform/database/snapshot-reader.js';
import type { ReferralCell } from '../domain/referral-tally.js';
import type { HourPoint } from '../domain/report-days.js';
import { TENANT_REFERRALS } from './referral-figures.sql.js';

/** Local days, half-open, from the first day of the span before (or their own first one), as of a moment. */
export interface ReferralScope {
  readonly timeZone: string;
  readonly first: string;
  readonly from: string;
  readonly to: string;
  readonly isHourly: boolean;
  readonly asOf: Date;
  /** Conversions of before it can not be taken back any more. */
  readonly heldSince: Date;
}

/** What one snapshot holds; the hours of both spans are there when they were asked for. */
export interface ReferralFigures {
  readonly cells: readonly ReferralCell[];
  readonly points: readonly HourPoint[];
  /** The first local day from which visits are kept; null where none were ever deleted. */
  readonly keptSince: string | null;
}

/** The scope as the statements take it, after the tenant. */
export const valuesOf = ({ timeZone, from, to, first, heldSince, asOf, isHourly }: ReferralScope): readonly unknown[] => [
  timeZone,
  from,
  to,
  first,
  heldSince,
  asOf,
  isHourly,
];

/** What a tenant's referral link brought. */
@Injectable()
export class ReferralFiguresRepository {
  constructor(private readonly reader: SnapshotReader) {}

  /** In the open snapshot if there is one. */
  read(tenantId: TenantId, scope: ReferralScope): Promise<ReferralFigures> {
    return this.reader.one(tenantId, { name: 'analytics.referrals', text: TENANT_REFERRALS, values: [tenantId, ...valuesOf(scope)] });
  }
}

import { Injectable } from '@nestjs/common';
import type { Referral, ReferralQuery } from '@orbisvoice/shared-dto';
import type { ReferralStatus } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { offsetOf } from '../../../platform/http/page.js';
import { signUpsWhere, type ReferralSpan } from './referral-conditions.js';

/** The referral behind a referred company. */
export interface FoundReferral {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly company: string;
  readonly status: ReferralStatus;
  readonly convertedAt: Date | null;
}

interface FoundRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly company: string;
  readonly status: ReferralStatus;
  readonly converted_at: Date | null;
}

/** A page, and how many there are on all of them. */
export interface FoundReferrals {
  readonly items: Referral[];
  readonly total: number;
}

interface Row {
  readonly id: string;
  readonly company: string;
  readonly channel: string;
  readonly status: ReferralStatus;
  readonly signed_up_at: Date;
  readonly converted_at: Date | null;
}

/** Referrals touch two tenants, whose rows do not see each other: reads that need both sides are here. */
@Injectable()
export class AllTenantsReferralRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Who brought this company; null when nobody did. */
  async byReferee(refereeTenantId: TenantId): Promise<FoundReferral | null> {
    const [row] = await this.database.query<FoundRow>({
      name: 'referrals.by_referee',
      text: `select r.id, r.tenant_id, r.status, r.converted_at, t.name as company from referrals r join tenants t on t.id = r.referee_tenant_id
             where r.referee_tenant_id = $1`,
      values: [refereeTenantId],
    });
    if (!row) return null;
    const { id, company, status, converted_at: convertedAt } = row;
    return { id, tenantId: tenantIdOf(row.tenant_id), company, status, convertedAt };
  }

  /** One page of the companies a tenant brought, newest first, with their names and nothing else of theirs. */
  async page(tenantId: TenantId, query: ReferralQuery, span: ReferralSpan): Promise<FoundReferrals> {
    const where = signUpsWhere(span, query);
    const values = [tenantId, span.from, span.to, span.timeZone, query.channel ?? null, query.status ?? null, span.heldSince];
    const [counted] = await this.database.query<{ total: number }>({
      text: `select count(*)::int as total from referrals r where ${where}`,
      values,
    });
    const rows = await this.database.query<Row>({
      text: `select r.id, t.name as company, r.channel, r.status, r.signed_up_at, r.converted_at
               from referrals r join tenants t on t.id = r.referee_tenant_id
              where ${where} order by r.signed_up_at desc, r.id desc limit $8 offset $9`,
      values: [...values, query.pageSize, offsetOf(query)],
    });
    const items = rows.map(({ id, company, channel, status, signed_up_at: signedUpAt, converted_at: convertedAt }) => ({
      id,
      company,
      channel,
      status,
      signedUpAt: signedUpAt.toISOString(),
      convertedAt: convertedAt?.toISOString() ?? null,
    }));
    return { items, total: counted?.total ?? 0 };
  }
}

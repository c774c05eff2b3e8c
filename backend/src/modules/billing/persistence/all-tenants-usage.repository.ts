import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ReleaseOutcome, SettleOutcome, UsageAdmission, UsageItem, UsageKey, UsagePeriod } from '../domain/usage.js';

interface AdmissionRow {
  readonly status: UsageAdmission['status'];
  readonly used: string | null;
  readonly period_used: string;
  readonly period_reserved: string;
  readonly lim: string;
  readonly ceiling: string;
  readonly period_start: Date;
  readonly period_end: Date;
}

/** The metering statements: each call is one round trip, one transaction, any number of tenants. */
@Injectable()
export class AllTenantsUsageRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Admits or refuses each item as if they had come one after the other. */
  async admit(items: readonly UsageItem[]): Promise<UsageAdmission[]> {
    const rows = await this.database.query<AdmissionRow>({
      name: 'usage.admit',
      text: `select status, used, period_used, period_reserved, lim, ceiling, period_start, period_end
             from usage_admit($1, $2, $3, $4, $5, $6)`,
      values: [
        items.map((item) => item.tenantId),
        items.map((item) => item.key),
        items.map((item) => item.quantity),
        items.map((item) => item.hash),
        items.map((item) => item.isReservation),
        items.map((item) => item.conversationId),
      ],
    });
    return rows.map(toAdmission);
  }

  /** Turns reservations into counted events. */
  async settle(keys: readonly UsageKey[]): Promise<SettleOutcome[]> {
    const rows = await this.database.query<{ status: SettleOutcome }>({
      name: 'usage.settle',
      text: 'select status from usage_settle($1, $2)',
      values: columnsOf(keys),
    });
    return rows.map((row) => row.status);
  }

  /** Gives reservations back. */
  async release(keys: readonly UsageKey[]): Promise<ReleaseOutcome[]> {
    const rows = await this.database.query<{ status: ReleaseOutcome }>({
      name: 'usage.release',
      text: 'select status from usage_release($1, $2)',
      values: columnsOf(keys),
    });
    return rows.map((row) => row.status);
  }

  /** Tenants with reservations made before the instant that never qualified, whose are oldest first. */
  async tenantsReservedBefore(instant: Date): Promise<TenantId[]> {
    const rows = await this.database.query<{ tenant_id: string }>({
      name: 'usage.tenants_reserved_before',
      text: `select tenant_id from usage_events where state = 'reserved' and at < $1 group by tenant_id order by min(at)`,
      values: [instant],
    });
    return rows.map((row) => tenantIdOf(row.tenant_id));
  }

  /** Such reservations of a tenant, oldest first. */
  async reservedBefore(tenantId: TenantId, instant: Date, limit: number): Promise<UsageKey[]> {
    const rows = await this.database.query<{ key: string }>({
      name: 'usage.reserved_before',
      text: `select key from usage_events where tenant_id = $1 and state = 'reserved' and at < $2 order by at limit $3`,
      values: [tenantId, instant, limit],
    });
    return rows.map(({ key }) => ({ tenantId, key }));
  }
}

const columnsOf = (keys: readonly UsageKey[]): unknown[] => [keys.map((item) => item.tenantId), keys.map((item) => item.key)];

const toAdmission = (row: AdmissionRow): UsageAdmission => ({
  status: row.status,
  used: row.used === null ? null : Number(row.used),
  period: toPeriod(row),
});

const toPeriod = (row: AdmissionRow): UsagePeriod => ({
  used: Number(row.period_used),
  reserved: Number(row.period_reserved),
  limit: Number(row.lim),
  ceiling: Number(row.ceiling),
  start: row.period_start,
  end: row.period_end,
});

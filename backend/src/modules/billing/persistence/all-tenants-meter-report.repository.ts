import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A slice of overage to report: always under the same identifier, however often it is tried. */
export interface MeterReport {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly identifier: string;
  readonly customerId: string;
  readonly quantity: number;
  readonly eventAt: Date;
}

interface ReportRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly identifier: string;
  readonly stripe_customer_id: string;
  readonly quantity: string;
  readonly event_at: Date;
}

/** Stripe knows an identifier for a day at the least: what is older and of unknown fate might be counted twice. */
const SAFE_FOR = `interval '23 hours'`;
/** Longer than a call with all of its retries. */
const CLAIM_FOR = `interval '2 minutes'`;

const PARK = `
  update meter_reports set status = 'parked', error = coalesce(error, 'no answer') || '; not sent again: it may have arrived'
  where status = 'pending' and first_attempt_at < $1::timestamptz - ${SAFE_FOR} and (claimed_until is null or claimed_until < $1)
  returning id`;

const TAKE = `
  update meter_reports m
  set attempts = m.attempts + 1, first_attempt_at = coalesce(m.first_attempt_at, $1), claimed_until = $1::timestamptz + ${CLAIM_FOR}
  where m.id in (
    select id from meter_reports where status = 'pending' and (claimed_until is null or claimed_until < $1)
    order by created_at, id limit $2 for update skip locked)
  returning m.id, m.tenant_id, m.identifier, m.stripe_customer_id, m.to_quantity - m.from_quantity as quantity, m.event_at`;

/** The ledger of what was reported to Stripe's meter. */
@Injectable()
export class AllTenantsMeterReportRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Turns overage that is not claimed yet into slices. @returns how many */
  async claim(now: Date, limit: number): Promise<number> {
    const rows = await this.database.query<{ claimed: number }>({
      name: 'meter.claim',
      text: 'select usage_claim_reports($1, $2) as claimed',
      values: [now, limit],
    });
    return rows[0]?.claimed ?? 0;
  }

  /** Slices to send now; nobody else gets them for two minutes. */
  async take(now: Date, limit: number): Promise<MeterReport[]> {
    const rows = await this.database.query<ReportRow>({ name: 'meter.take', text: TAKE, values: [now, limit] });
    return rows.map((row) => ({
      id: row.id,
      tenantId: tenantIdOf(row.tenant_id),
      identifier: row.identifier,
      customerId: row.stripe_customer_id,
      quantity: Number(row.quantity),
      eventAt: row.event_at,
    }));
  }

  async sent(id: string, now: Date): Promise<void> {
    const text = `update meter_reports set status = 'sent', sent_at = $2, error = null, claimed_until = null where id = $1`;
    await this.database.query({ name: 'meter.sent', text, values: [id, now] });
  }

  /** Keeps the reason; the slice is tried again in the next run. */
  async failed(id: string, error: string): Promise<void> {
    const text = `update meter_reports set error = $2, claimed_until = null where id = $1 and status = 'pending'`;
    await this.database.query({ name: 'meter.failed', text, values: [id, error] });
  }

  /** Gives up slices whose fate has been unknown for too long. @returns how many */
  async park(now: Date): Promise<number> {
    return (await this.database.query({ name: 'meter.park', text: PARK, values: [now] })).length;
  }
}

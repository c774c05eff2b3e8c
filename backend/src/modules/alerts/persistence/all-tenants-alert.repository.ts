import { Injectable } from '@nestjs/common';
import type { AlertRuleKey, AlertStepKind } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { newId } from '../../../platform/database/ids.js';
import type { AlertRow } from '../domain/alert-row.js';

/** Who did a step; null for the rules themselves. */
export interface StepAuthor {
  readonly id: string;
  readonly name: string;
}

export interface NewStep {
  readonly kind: AlertStepKind;
  readonly at: Date;
  readonly by: StepAuthor | null;
  readonly note: string | null;
}

export const ALERT_COLUMNS = `a.id, a.rule, a.subject, a.about_tenant_id as "tenantId", a.severity, a.status, a.threshold,
  a.window_seconds as "windowSeconds", a.count::float8 as count, a.peak, a.first_at as "firstAt", a.last_at as "lastAt",
  a.opened_at as "openedAt", a.closed_at as "closedAt", a.openings, a.is_muted as "isMuted", a.evidence`;

const SAVE = `
  insert into security_alerts (id, rule, subject, about_tenant_id, severity, status, threshold, window_seconds, count, peak, first_at, last_at,
    opened_at, updated_at, closed_at, openings, is_muted, evidence)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  on conflict (id) do update set about_tenant_id = excluded.about_tenant_id, severity = excluded.severity, status = excluded.status,
    threshold = excluded.threshold, window_seconds = excluded.window_seconds, count = excluded.count, peak = excluded.peak,
    first_at = excluded.first_at, last_at = excluded.last_at, opened_at = excluded.opened_at, updated_at = excluded.updated_at,
    closed_at = excluded.closed_at, openings = excluded.openings, is_muted = excluded.is_muted, evidence = excluded.evidence`;

/** Hits and what happened to them; always in a transaction of the caller's. */
@Injectable()
export class AllTenantsAlertRepository {
  /** The latest hit of a rule and subject. Until the transaction ends nobody else opens or changes one of them, not even the first. */
  async lockLatest(client: pg.PoolClient, rule: AlertRuleKey, subject: string): Promise<AlertRow | null> {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('alert ' || $1::text || ' ' || $2::text, 0))`, [rule, subject]);
    const { rows } = await client.query<AlertRow>(
      `select ${ALERT_COLUMNS} from security_alerts a where rule = $1 and subject = $2 order by opened_at desc, id desc limit 1`,
      [rule, subject],
    );
    return rows[0] ?? null;
  }

  async save(client: pg.PoolClient, alert: AlertRow, now: Date): Promise<void> {
    const { id, rule, subject, tenantId, severity, status, threshold, windowSeconds, count, peak, firstAt, lastAt, openedAt } = alert;
    const rest = [now, alert.closedAt, alert.openings, alert.isMuted, JSON.stringify(alert.evidence)];
    await client.query(SAVE, [
      ...[id, rule, subject, tenantId, severity, status, threshold, windowSeconds, count, peak, firstAt, lastAt, openedAt],
      ...rest,
    ]);
  }

  /** @returns the id of the step */
  async addStep(client: pg.PoolClient, alertId: string, { kind, at, by, note }: NewStep): Promise<string> {
    const id = newId();
    await client.query(
      `insert into security_alert_steps (id, alert_id, at, kind, by_id, by_name, note) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, alertId, at, kind, by?.id ?? null, by?.name ?? null, note],
    );
    return id;
  }
}

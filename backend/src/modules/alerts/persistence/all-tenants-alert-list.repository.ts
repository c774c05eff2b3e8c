import { Injectable } from '@nestjs/common';
import type { SecurityAlertCounts, SecurityAlertQuery } from '@orbisvoice/shared-dto';
import type { AlertChannel, AlertDeliveryStatus, AlertRuleKey, AlertStepKind } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { AlertRow } from '../domain/alert-row.js';
import { ALERT_COLUMNS } from './all-tenants-alert.repository.js';

/** A hit with the names of what it is about. */
export interface NamedAlertRow extends AlertRow {
  readonly tenantName: string | null;
  readonly subjectName: string | null;
  /** Microseconds, for the cursor. */
  readonly exactLastAt: string;
}

export interface StepRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: AlertStepKind;
  readonly byId: string | null;
  readonly byName: string | null;
  readonly note: string | null;
  readonly told: readonly { readonly channel: AlertChannel; readonly status: AlertDeliveryStatus }[];
}

/** Where a page begins: behind this hit. */
export interface AlertKey {
  readonly lastAt: string;
  readonly id: string;
}

const NAMED = `
  select ${ALERT_COLUMNS}, t.name as "tenantName",
    case split_part(a.subject, ':', 1)
      when 'user' then (select u.name from users u where u.id::text = split_part(a.subject, ':', 2))
      when 'api_key' then (select k.name from api_keys k where k.id::text = split_part(a.subject, ':', 2)) end as "subjectName",
    to_char(a.last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactLastAt"
  from security_alerts a left join tenants t on t.id = a.about_tenant_id`;

/** Newest fact first, one row more than asked for: that one tells whether another page follows. */
const PAGE = `${NAMED}
  where ($1::text is null or a.status = $1) and ($2::text is null or a.severity = $2) and ($3::text is null or a.rule = $3)
    and ($4::uuid is null or a.about_tenant_id = $4)
    and ($5::timestamptz is null or (a.last_at, a.id) < ($5::timestamptz, $6::uuid))
  order by a.last_at desc, a.id desc limit $7`;

const COUNTS = `
  select count(*) filter (where status = 'open')::int as open, count(*) filter (where status = 'acknowledged')::int as acknowledged,
    count(*) filter (where status = 'open' and severity in ('high', 'critical'))::int as urgent
  from security_alerts where status in ('open', 'acknowledged') and not is_muted`;

const STEPS = `
  select s.id, s.at, s.kind, s.by_id as "byId", s.by_name as "byName", s.note,
    coalesce((select jsonb_agg(jsonb_build_object('channel', d.channel, 'status', d.status) order by d.channel)
      from alert_deliveries d where d.step_id = s.id), '[]') as told
  from security_alert_steps s where s.alert_id = $1 order by s.at, s.id`;

/** Hits as staff reads them. */
@Injectable()
export class AllTenantsAlertListRepository {
  constructor(private readonly database: PlatformDatabase) {}

  page({ status, severity, rule, tenantId, pageSize }: SecurityAlertQuery, after: AlertKey | null): Promise<NamedAlertRow[]> {
    const filters = [status ?? null, severity ?? null, rule ?? null, tenantId ?? null];
    return this.database.query<NamedAlertRow>({ text: PAGE, values: [...filters, after?.lastAt ?? null, after?.id ?? null, pageSize + 1] });
  }

  async find(id: string): Promise<NamedAlertRow | null> {
    const [row] = await this.database.query<NamedAlertRow>({ text: `${NAMED} where a.id = $1`, values: [id] });
    return row ?? null;
  }

  many(ids: readonly string[]): Promise<NamedAlertRow[]> {
    return this.database.query<NamedAlertRow>({ text: `${NAMED} where a.id = any($1) order by a.last_at desc, a.id desc`, values: [ids] });
  }

  steps(alertId: string): Promise<StepRow[]> {
    return this.database.query<StepRow>({ text: STEPS, values: [alertId] });
  }

  async counts(): Promise<SecurityAlertCounts> {
    const [row] = await this.database.query<SecurityAlertCounts>({ name: 'alerts.counts', text: COUNTS });
    return row ?? { open: 0, acknowledged: 0, urgent: 0 };
  }

  async unsettledByRule(): Promise<ReadonlyMap<AlertRuleKey, number>> {
    const rows = await this.database.query<{ rule: AlertRuleKey; count: number }>({
      text: `select rule, count(*)::int as count from security_alerts where status in ('open', 'acknowledged') group by rule`,
    });
    return new Map(rows.map(({ rule, count }) => [rule, count]));
  }
}

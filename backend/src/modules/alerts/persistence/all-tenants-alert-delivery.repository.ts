import { Injectable } from '@nestjs/common';
import type { AlertChannel, AlertDeliveryStatus, AlertLevel, AlertStepKind } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { newId } from '../../../platform/database/ids.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

export interface AlertSettingsRow {
  readonly emailFrom: AlertLevel;
  readonly webhookFrom: AlertLevel;
  readonly digestMinutes: number;
  readonly webhookUrl: string | null;
  /** Sealed. */
  readonly webhookSecret: string | null;
  readonly updatedAt: Date | null;
  readonly updatedBy: string | null;
}

export interface DeliveryRow {
  readonly id: string;
  readonly alertId: string | null;
  readonly stepId: string | null;
  readonly channel: AlertChannel;
  readonly status: AlertDeliveryStatus;
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly triedAt: Date | null;
  readonly sentAt: Date | null;
}

/** A step of a hit that the owners of its workspace are still to be told of. */
export interface WaitingStep {
  readonly id: string;
  readonly alertId: string;
  readonly stepId: string;
}

/** What came of a try. */
export interface TryResult {
  readonly status: AlertDeliveryStatus;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly at: Date;
}

export const SETTINGS_COLUMNS = `email_from as "emailFrom", webhook_from as "webhookFrom", digest_minutes as "digestMinutes",
  webhook_url as "webhookUrl", webhook_secret as "webhookSecret", updated_at as "updatedAt", updated_by as "updatedBy"`;
const SETTINGS = `select ${SETTINGS_COLUMNS} from alert_settings`;
const COLUMNS = `d.id, d.alert_id as "alertId", d.step_id as "stepId", d.channel, d.status, d.attempts, d.response_status as "responseStatus",
  d.error, d.created_at as "createdAt", d.tried_at as "triedAt", d.sent_at as "sentAt"`;
const KEPT_DAYS = 30;

/** Who is told of which step of a hit, how that went, and what is set. */
@Injectable()
export class AllTenantsAlertDeliveryRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** In the caller's transaction where there is one. */
  async settings(client: Pick<pg.PoolClient, 'query'> = this.database.pool): Promise<AlertSettingsRow> {
    const { rows } = await client.query<AlertSettingsRow>(SETTINGS);
    const [row] = rows;
    if (!row) throw new Error('the settings of alerts are missing');
    return row;
  }

  /** A second delivery of the same step to the same channel is none. */
  async add(
    client: Pick<pg.PoolClient, 'query'>,
    { alertId, stepId, channel, at }: { alertId: string | null; stepId: string | null; channel: AlertChannel; at: Date },
  ): Promise<string> {
    const id = newId();
    await client.query(
      `insert into alert_deliveries (id, alert_id, step_id, channel, status, created_at) values ($1, $2, $3, $4, 'waiting', $5)
       on conflict (step_id, channel) do nothing`,
      [id, alertId, stepId, channel, at],
    );
    return id;
  }

  async find(id: string): Promise<DeliveryRow | null> {
    const [row] = await this.database.query<DeliveryRow>({
      text: `select ${COLUMNS} from alert_deliveries d where d.id = $1`,
      values: [id],
    });
    return row ?? null;
  }

  async waitingWebhooks(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>({
      text: `select id from alert_deliveries where status = 'waiting' and channel = 'webhook' order by created_at, id limit $1`,
      values: [limit],
    });
    return rows.map(({ id }) => id);
  }

  waitingForOwners(limit: number): Promise<WaitingStep[]> {
    return this.database.query<WaitingStep>({
      text: `select id, alert_id as "alertId", step_id as "stepId" from alert_deliveries
             where status = 'waiting' and channel = 'owners' order by created_at, id limit $1`,
      values: [limit],
    });
  }

  latest(limit: number): Promise<DeliveryRow[]> {
    return this.database.query<DeliveryRow>({
      text: `select ${COLUMNS} from alert_deliveries d order by d.created_at desc, d.id desc limit $1`,
      values: [limit],
    });
  }

  async noteTry(id: string, { status, responseStatus, error, at }: TryResult): Promise<void> {
    await this.database.query({
      text: `update alert_deliveries set status = $2, response_status = $3, error = $4, tried_at = $5, attempts = attempts + 1,
             sent_at = case when $2 = 'sent' then $5::timestamptz end where id = $1 and status <> 'sent'`,
      values: [id, status, responseStatus, error, at],
    });
  }

  /**
   * Puts what waits for a mail into one batch, unless a mail went out within the last `gapSeconds`: what comes then is told together. A batch
   * that was made and not told, by a process that died, is given out again.
   */
  async nextBatch(batch: string, { now, gapSeconds }: { now: Date; gapSeconds: number }): Promise<string | null> {
    return this.database.transaction(async (client) => {
      await client.query('select 1 from alert_settings for update');
      const { rows } = await client.query<{ batch: string }>(
        `select batch from alert_deliveries where status = 'waiting' and channel = 'email' and batch is not null order by created_at limit 1`,
      );
      if (rows[0]) return rows[0].batch;
      const { rowCount } = await client.query(
        `update alert_deliveries set batch = $1, tried_at = $2
         where status = 'waiting' and channel = 'email' and not exists (
           select 1 from alert_deliveries where channel = 'email' and sent_at > $2::timestamptz - make_interval(secs => $3))`,
        [batch, now, gapSeconds],
      );
      return rowCount ? batch : null;
    });
  }

  /** The steps that a batch tells, one per hit: the latest. */
  async batchSteps(batch: string): Promise<{ alertId: string; stepKind: AlertStepKind }[]> {
    return this.database.query({
      text: `select distinct on (d.alert_id) d.alert_id as "alertId", s.kind as "stepKind"
             from alert_deliveries d join security_alert_steps s on s.id = d.step_id
             where d.batch = $1 order by d.alert_id, s.at desc, s.id desc`,
      values: [batch],
    });
  }

  async batchTold(batch: string, at: Date): Promise<void> {
    await this.database.query({
      text: `update alert_deliveries set status = 'sent', sent_at = $2, attempts = attempts + 1 where batch = $1 and status = 'waiting'`,
      values: [batch, at],
    });
  }

  async purge(now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await this.database.query({ text: `delete from alert_deliveries where created_at < $1 and status <> 'waiting'`, values: [before] });
  }
}

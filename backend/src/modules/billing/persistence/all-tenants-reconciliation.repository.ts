import { Injectable } from '@nestjs/common';
import type { DiscrepancyKind, ReconciliationStatus } from '@orbisvoice/shared-dto/values';
import { newId } from '../../../platform/database/ids.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { Difference } from '../domain/row-differences.js';

/** What a run has looked at so far. */
export interface Checked {
  readonly customers: number;
  readonly subscriptions: number;
  readonly invoices: number;
}

/** A discrepancy as the report keeps it. */
export interface Finding {
  readonly kind: DiscrepancyKind;
  readonly object: 'customer' | 'subscription' | 'invoice' | 'event';
  readonly objectId: string;
  readonly tenantId: string | null;
  readonly differences: readonly Difference[];
  readonly isRepaired: boolean;
  readonly note: string | null;
}

export interface RunRow extends Checked {
  readonly id: string;
  readonly status: ReconciliationStatus;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly finishedAt: Date | null;
  readonly error: string | null;
  readonly discrepancies: number;
  readonly repaired: number;
}

/** How many findings a run has, and how many of them were repaired. */
export interface Findings {
  readonly found: number;
  readonly repaired: number;
}

export type FindingRow = Finding & { readonly id: string; readonly tenantName: string | null };

/** The findings are the truth: a run that was taken up anew counts what its first worker repaired. */
const COUNTED = `discrepancies = (select count(*) from reconciliation_findings f where f.run_id = r.id),
  repaired = (select count(*) from reconciliation_findings f where f.run_id = r.id and f.is_repaired)`;

const RUN = `id, status, started_at as "startedAt", started_by as "startedBy", finished_at as "finishedAt", customers, subscriptions, invoices,
  discrepancies, repaired, error`;

/** Runs of the reconciliation with their findings. One run at a time: the database refuses a second. */
@Injectable()
export class AllTenantsReconciliationRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Begins a run; null while another is under way. */
  async start(startedBy: string, at: Date): Promise<RunRow | null> {
    const [row] = await this.database.query<RunRow>({
      text: `insert into reconciliation_runs (id, status, started_at, started_by, beat_at) values ($1, 'running', $2, $3, $2)
             on conflict ((true)) where status = 'running' do nothing returning ${RUN}`,
      values: [newId(), at, startedBy],
    });
    return row ?? null;
  }

  /** Takes a run up for a worker, from its beginning: what an earlier worker found is found again. False when it is over. */
  async claim(id: string, worker: string, at: Date): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `update reconciliation_runs set worker = $2, beat_at = $3, customers = 0, subscriptions = 0, invoices = 0
         where id = $1 and status = 'running'`,
        [id, worker, at],
      );
      await client.query('delete from reconciliation_seen where run_id = $1', [id]);
      await client.query('delete from reconciliation_findings where run_id = $1 and not is_repaired', [id]);
      return rowCount === 1;
    });
  }

  /** Shows progress and life. False when the run is another worker's by now, or over. */
  async beat(id: string, worker: string, { checked, at }: { checked: Checked; at: Date }): Promise<boolean> {
    const rows = await this.database.query({
      text: `update reconciliation_runs r set beat_at = $3, customers = $4, subscriptions = $5, invoices = $6, ${COUNTED}
             where id = $1 and worker = $2 and status = 'running' returning id`,
      values: [id, worker, at, checked.customers, checked.subscriptions, checked.invoices],
    });
    return rows.length > 0;
  }

  async counted(id: string): Promise<Findings> {
    const [row] = await this.database.query<Findings>({
      text: `select count(*)::int as found, count(*) filter (where is_repaired)::int as repaired from reconciliation_findings where run_id = $1`,
      values: [id],
    });
    return row ?? { found: 0, repaired: 0 };
  }

  /** Ends a run, unless it is over. */
  async finish(id: string, status: ReconciliationStatus, { error, at }: { error: string | null; at: Date }): Promise<void> {
    await this.database.query({
      text: `with gone as (delete from reconciliation_seen where run_id = $1)
             update reconciliation_runs r set status = $2, error = $3, finished_at = $4, ${COUNTED} where id = $1 and status = 'running'`,
      values: [id, status, error, at],
    });
  }

  /** Ends runs whose worker has given no sign of life since `before`. */
  async failSilent(before: Date, at: Date): Promise<number> {
    const rows = await this.database.query({
      text: `update reconciliation_runs r set status = 'failed', finished_at = $2, error = 'the worker stopped without a word', ${COUNTED}
             where status = 'running' and beat_at < $1 returning id`,
      values: [before, at],
    });
    return rows.length;
  }

  /** An object is found once per run. */
  async add(runId: string, finding: Finding): Promise<void> {
    const { kind, object, objectId, tenantId, differences, isRepaired, note } = finding;
    await this.database.query({
      text: `insert into reconciliation_findings (id, run_id, kind, object, object_id, about_tenant_id, differences, is_repaired, note)
             values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9) on conflict (run_id, object, object_id) do nothing`,
      values: [newId(), runId, kind, object, objectId, tenantId, JSON.stringify(differences), isRepaired, note],
    });
  }

  /** Remembers what a list named. */
  async saw(runId: string, ids: readonly string[]): Promise<void> {
    await this.database.query({
      text: 'insert into reconciliation_seen (run_id, object_id) select $1, unnest($2::text[]) on conflict do nothing',
      values: [runId, ids],
    });
  }

  async find(id: string): Promise<RunRow | null> {
    const [row] = await this.database.query<RunRow>({ text: `select ${RUN} from reconciliation_runs where id = $1`, values: [id] });
    return row ?? null;
  }

  /** Whether a run that did not fail began since. */
  async hasRunSince(at: Date): Promise<boolean> {
    const rows = await this.database.query({
      text: `select 1 from reconciliation_runs where started_at >= $1 and status <> 'failed' limit 1`,
      values: [at],
    });
    return rows.length > 0;
  }

  /** Newest first. */
  async list(limit: number, offset: number): Promise<{ rows: RunRow[]; total: number }> {
    const [rows, [counted]] = await Promise.all([
      this.database.query<RunRow>({
        text: `select ${RUN} from reconciliation_runs order by started_at desc, id desc limit $1 offset $2`,
        values: [limit, offset],
      }),
      this.database.query<{ total: number }>({ text: 'select count(*)::int as total from reconciliation_runs' }),
    ]);
    return { rows, total: counted?.total ?? 0 };
  }

  findings(runId: string): Promise<FindingRow[]> {
    return this.database.query<FindingRow>({
      text: `select f.id, f.kind, f.object, f.object_id as "objectId", f.about_tenant_id as "tenantId", t.name as "tenantName", f.differences,
               f.is_repaired as "isRepaired", f.note
             from reconciliation_findings f left join tenants t on t.id = f.about_tenant_id
             where f.run_id = $1 order by f.is_repaired, f.object, f.object_id`,
      values: [runId],
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { AuditVerificationStatus } from '@orbisvoice/shared-dto/values';
import { newId } from '../../../platform/database/ids.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ChainFinding } from '../domain/chain-finding.js';

export interface VerificationFigures {
  readonly entries: number;
  readonly tenants: number;
  readonly heads: number;
  readonly faultyTenants: number;
}

export interface VerificationRow extends VerificationFigures {
  readonly id: string;
  readonly status: AuditVerificationStatus;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly finishedAt: Date | null;
  readonly findings: readonly (ChainFinding & { readonly tenantName: string | null })[];
  readonly error: string | null;
}

/** How a run came out. */
export interface Outcome extends VerificationFigures {
  readonly status: AuditVerificationStatus;
  readonly findings: readonly ChainFinding[];
  readonly error: string | null;
}

const RUN = `v.id, v.status, v.started_at as "startedAt", v.started_by as "startedBy", v.finished_at as "finishedAt", v.entries::float8 as entries,
  v.tenants::float8 as tenants, v.heads::float8 as heads, v.faulty_tenants::float8 as "faultyTenants", v.error,
  coalesce((select jsonb_agg(f || jsonb_build_object('tenantName', (select name from tenants t where t.id = (f ->> 'tenantId')::uuid)))
    from jsonb_array_elements(v.findings) f), '[]') as findings`;

/** Checks of the log and what they found. One at a time: the database refuses a second. */
@Injectable()
export class AllTenantsAuditVerificationRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Begins a run; null while another is under way. */
  async start(startedBy: string, at: Date): Promise<VerificationRow | null> {
    const [row] = await this.database.query<VerificationRow>({
      text: `insert into audit_verifications as v (id, status, started_at, started_by, beat_at) values ($1, 'running', $2, $3, $2)
             on conflict ((true)) where status = 'running' do nothing returning ${RUN}`,
      values: [newId(), at, startedBy],
    });
    return row ?? null;
  }

  /** Shows progress and life. False when the run is over. */
  async beat(id: string, { entries, tenants }: { readonly entries: number; readonly tenants: number }, at: Date): Promise<boolean> {
    const rows = await this.database.query({
      text: `update audit_verifications set entries = $2, tenants = $3, beat_at = $4 where id = $1 and status = 'running' returning id`,
      values: [id, entries, tenants, at],
    });
    return rows.length === 1;
  }

  async finish(id: string, outcome: Outcome, at: Date): Promise<void> {
    const { status, entries, tenants, heads, faultyTenants, findings, error } = outcome;
    await this.database.query({
      text: `update audit_verifications set status = $2, entries = $3, tenants = $4, heads = $5, faulty_tenants = $6, findings = $7,
               error = $8, finished_at = $9 where id = $1 and status = 'running'`,
      values: [id, status, entries, tenants, heads, faultyTenants, JSON.stringify(findings), error, at],
    });
  }

  /** Gives up runs whose worker gave no sign of life since. */
  async failSilent(since: Date, at: Date): Promise<void> {
    await this.database.query({
      text: `update audit_verifications set status = 'failed', error = 'the worker fell silent', finished_at = $2
             where status = 'running' and beat_at < $1`,
      values: [since, at],
    });
  }

  /** Newest first. */
  newest(limit: number): Promise<VerificationRow[]> {
    return this.database.query<VerificationRow>({
      text: `select ${RUN} from audit_verifications v order by v.started_at desc, v.id desc limit $1`,
      values: [limit],
    });
  }
}

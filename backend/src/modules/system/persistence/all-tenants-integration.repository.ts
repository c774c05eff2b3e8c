import { Injectable } from '@nestjs/common';
import type { CircuitState, ProcessKind } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** An integration over all processes. */
export interface IntegrationRow {
  readonly name: string;
  readonly lastSuccessAt: Date | null;
  readonly lastErrorAt: Date | null;
  readonly lastError: string | null;
  readonly latencyMs: number | null;
}

export interface CircuitRow {
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly kind: ProcessKind;
  readonly state: CircuitState;
  readonly until: Date | null;
}

export interface ProbeRow {
  readonly name: string;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  readonly byName: string | null;
  readonly isOk: boolean | null;
  readonly latencyMs: number | null;
  readonly detail: string | null;
}

/** How a probe ended. */
export interface ProbeResult {
  readonly at: Date;
  readonly isOk: boolean;
  readonly latencyMs: number;
  readonly detail: string;
}

const LATEST = `
  select name, max(last_success_at) as "lastSuccessAt", max(last_error_at) as "lastErrorAt",
         (array_agg(last_error order by last_error_at desc nulls last))[1] as "lastError",
         (array_agg(latency_ms order by last_success_at desc nulls last) filter (where latency_ms is not null))[1] as "latencyMs"
    from integration_reports group by name`;

/** Only of processes that live: the circuit of a dead one stops nothing. Once its pause is over, an open one lets a try through. */
const CIRCUITS = `
  select r.name, p.host, p.pid, p.kind, r.circuit_until as until,
         case when r.circuit = 'open' and r.circuit_until <= $2 then 'half_open' else r.circuit end as state
    from integration_reports r join system_processes p on p.id = r.process_id
   where r.circuit is not null and p.stopped_at is null and p.seen_at > $1 order by r.name, p.kind desc, p.host, p.pid`;

const PROBE = `p.name, p.begun_at as "beganAt", p.ended_at as "endedAt", u.name as "byName", p.is_ok as "isOk",
  p.latency_ms as "latencyMs", p.detail`;

/** One probe at a time, and none too soon after the last: whoever comes second looks at that one's answer. */
const BEGIN = `
  insert into integration_probes as p (name, begun_at, begun_by) values ($1, $2, $3)
  on conflict (name) do update set begun_at = excluded.begun_at, begun_by = excluded.begun_by, ended_at = null, is_ok = null,
    latency_ms = null, detail = null
   where p.begun_at <= $4
  returning p.name`;

/** Only of what was reported since: the last word of a process that is gone for long is not the state of now. */
const DOWN = `
  select count(*)::int as heard, coalesce(array_agg(name order by name) filter (where is_down), '{}') as down
    from (select name, coalesce(max(last_error_at) > coalesce(max(last_success_at), '-infinity'), false) as is_down
            from integration_reports where name = any($1::text[]) and reported_at > $2 group by name) latest`;

/** What all processes say of the integrations, and the latest probe of each. */
@Injectable()
export class AllTenantsIntegrationRepository {
  constructor(private readonly database: PlatformDatabase) {}

  latest(): Promise<IntegrationRow[]> {
    return this.database.query<IntegrationRow>({ name: 'integrations.latest', text: LATEST });
  }

  /** Calls since the hour, by name. */
  async counts(since: Date): Promise<ReadonlyMap<string, { readonly successes: number; readonly failures: number }>> {
    const rows = await this.database.query<{ name: string; successes: number; failures: number }>({
      name: 'integrations.counts',
      text: `select name, sum(successes)::int as successes, sum(failures)::int as failures from integration_hours
              where hour > $1::timestamptz - interval '1 hour' group by name`,
      values: [since],
    });
    return new Map(rows.map(({ name, ...counts }) => [name, counts]));
  }

  /** How many of these were reported since, and which of them failed last, by name. */
  async downAmong(names: readonly string[], since: Date): Promise<{ readonly heard: number; readonly down: readonly string[] }> {
    const [row] = await this.database.query<{ heard: number; down: string[] }>({
      name: 'integrations.down',
      text: DOWN,
      values: [names, since],
    });
    return row ?? { heard: 0, down: [] };
  }

  circuits(seenAfter: Date, now: Date): Promise<CircuitRow[]> {
    return this.database.query<CircuitRow>({ name: 'integrations.circuits', text: CIRCUITS, values: [seenAfter, now] });
  }

  probes(): Promise<ProbeRow[]> {
    return this.database.query<ProbeRow>({
      name: 'integrations.probes',
      text: `select ${PROBE} from integration_probes p left join users u on u.id = p.begun_by`,
    });
  }

  /** @param notAfter the latest begin of the probe before that allows another. @returns false when it began after that */
  async beginProbe(
    name: string,
    { at, by, notAfter }: { readonly at: Date; readonly by: string; readonly notAfter: Date },
  ): Promise<boolean> {
    const rows = await this.database.query({ text: BEGIN, values: [name, at, by, notAfter] });
    return rows.length > 0;
  }

  async endProbe(name: string, beganAt: Date, { at, isOk, latencyMs, detail }: ProbeResult): Promise<void> {
    await this.database.query({
      text: `update integration_probes set ended_at = $3, is_ok = $4, latency_ms = $5, detail = $6 where name = $1 and begun_at = $2`,
      values: [name, beganAt, at, isOk, latencyMs, detail],
    });
  }
}

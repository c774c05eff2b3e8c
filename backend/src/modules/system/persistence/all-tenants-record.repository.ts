import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { IntegrationNote } from '../../../platform/reports/integration-journal.js';
import type { MinuteOfRuns } from '../../../platform/reports/run-counts.js';

/** What a process noted since it last wrote. */
export interface Notes {
  readonly processId: string;
  readonly at: Date;
  readonly integrations: readonly IntegrationNote[];
  readonly runs: readonly MinuteOfRuns[];
}

const INTEGRATIONS = `
  insert into integration_reports as r
    (name, process_id, last_success_at, last_error_at, last_error, latency_ms, circuit, circuit_until, reported_at)
  select name, $2, last_success_at, last_error_at, last_error, latency_ms, circuit, circuit_until, $3::timestamptz
    from jsonb_to_recordset($1::jsonb) n (name text, last_success_at timestamptz, last_error_at timestamptz, last_error text,
                                          latency_ms int, circuit text, circuit_until timestamptz)
  on conflict (name, process_id) do update set last_success_at = excluded.last_success_at, last_error_at = excluded.last_error_at,
    last_error = excluded.last_error, latency_ms = excluded.latency_ms, circuit = excluded.circuit, circuit_until = excluded.circuit_until,
    reported_at = excluded.reported_at`;

/** In one order everywhere: two processes that write the same hours do not wait for each other in a circle. */
const HOURS = `
  insert into integration_hours as h (name, hour, successes, failures)
  select name, date_trunc('hour', $2::timestamptz, 'UTC'), successes, failures
    from jsonb_to_recordset($1::jsonb) n (name text, successes bigint, failures bigint) where successes + failures > 0 order by name
  on conflict (name, hour) do update set successes = h.successes + excluded.successes, failures = h.failures + excluded.failures`;

const MINUTES = `
  insert into queue_minutes as m (queue, minute, done, retried, failed)
  select queue, minute, done, retried, failed
    from jsonb_to_recordset($1::jsonb) n (queue text, minute timestamptz, done int, retried int, failed int) order by queue, minute
  on conflict (queue, minute) do update set done = m.done + excluded.done, retried = m.retried + excluded.retried,
    failed = m.failed + excluded.failed`;

const PURGES = [
  'delete from queue_minutes where minute < $1',
  'delete from integration_hours where hour < $1',
  'delete from integration_reports where reported_at < $1',
];

/** What the processes count and note. */
@Injectable()
export class AllTenantsRecordRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Writes all of it or nothing, so that what is counted is counted once. */
  async write({ processId, at, integrations, runs }: Notes): Promise<void> {
    await this.database.transaction(async (client) => {
      if (integrations.length > 0) {
        const notes = JSON.stringify(integrations.map(rowOf));
        await client.query(INTEGRATIONS, [notes, processId, at]);
        await client.query(HOURS, [notes, at]);
      }
      if (runs.length > 0) await client.query(MINUTES, [JSON.stringify(runs)]);
    });
  }

  async purge(before: Date): Promise<void> {
    for (const text of PURGES) await this.database.query({ text, values: [before] });
  }
}

const rowOf = (note: IntegrationNote): object => ({
  name: note.name,
  last_success_at: note.lastSuccessAt,
  last_error_at: note.lastErrorAt,
  last_error: note.lastError,
  latency_ms: note.latencyMs,
  circuit: note.circuit,
  circuit_until: note.circuitUntil,
  successes: note.successes,
  failures: note.failures,
});

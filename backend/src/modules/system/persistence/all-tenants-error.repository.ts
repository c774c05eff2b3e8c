import { Injectable } from '@nestjs/common';
import { type ErrorOrigin } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Errors of one shape. */
export interface ErrorGroup {
  readonly fingerprint: string;
  readonly code: string;
  readonly type: string;
  readonly message: string;
  readonly frame: string | null;
  readonly origin: ErrorOrigin;
  readonly count: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly places: readonly string[];
  /** Newest first. */
  readonly traces: readonly string[];
}

/** As many shapes as are kept: what was not seen for longest goes. */
const MOST_GROUPS = 500;
const MOST_PLACES = 12;
const MOST_TRACES = 8;

const NOTE = `
insert into system_errors as known
  (fingerprint, code, type, message, frame, origin, count, first_seen_at, last_seen_at, places, traces)
select fingerprint, code, type, message, frame, origin, count, "firstSeenAt", "lastSeenAt", places, traces
from jsonb_to_recordset($1::jsonb)
  as e (fingerprint text, code text, type text, message text, frame text, origin text, count bigint, "firstSeenAt" timestamptz,
        "lastSeenAt" timestamptz, places text[], traces text[])
order by fingerprint
on conflict (fingerprint) do update set
  count = known.count + excluded.count,
  message = excluded.message,
  frame = excluded.frame,
  last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
  places = (select (array_agg(distinct place))[1:${MOST_PLACES}] from unnest(known.places || excluded.places) as place),
  traces = (excluded.traces || known.traces)[1:${MOST_TRACES}]`;

const TRIM = `delete from system_errors where fingerprint in (
  select fingerprint from system_errors order by last_seen_at desc, fingerprint offset ${MOST_GROUPS})`;

const LIST = `
select fingerprint, code, type, message, frame, origin, count::float8 as count, first_seen_at as "firstSeenAt",
       last_seen_at as "lastSeenAt", places, traces
from system_errors where last_seen_at >= $1 order by last_seen_at desc, fingerprint`;

/** Recent errors of all processes, by shape, bounded. */
@Injectable()
export class AllTenantsErrorRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async note(groups: readonly ErrorGroup[]): Promise<void> {
    await this.database.query({ name: 'system.errors', text: NOTE, values: [JSON.stringify(groups)] });
    await this.database.query({ name: 'system.errors.trim', text: TRIM });
  }

  since(instant: Date): Promise<readonly ErrorGroup[]> {
    return this.database.query<ErrorGroup>({ text: LIST, values: [instant] });
  }
}

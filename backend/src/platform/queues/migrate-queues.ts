import { runMigrations } from 'bullmq';
import { type ClientBase } from 'pg';
import { QUEUE_NAMES } from './job.js';

const SCHEMA = 'bullmq';
const ROLE = 'orbis_platform';

/**
 * Brings BullMQ's own tables up to date and lets the platform role use them. Its functions run with the caller's rights, so the caller needs
 * the tables too; a later version's tables are granted by the default privileges. The request role gets nothing: it enqueues through the
 * outbox.
 * @param owner one connected client (not a pool) of the role that owns the schema
 */
export async function migrateQueues(owner: ClientBase): Promise<void> {
  await runMigrations(owner, SCHEMA);
  // BullMQ makes a sequence per queue at its first job, which the platform role may not: the owner asks for that first id here
  for (const name of QUEUE_NAMES) await owner.query(`select ${SCHEMA}.next_job_id($1)`, [name]);
  await owner.query(`
    revoke all on schema ${SCHEMA} from public;
    grant usage on schema ${SCHEMA} to ${ROLE};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${ROLE};
    grant usage, select on all sequences in schema ${SCHEMA} to ${ROLE};
    grant execute on all functions in schema ${SCHEMA} to ${ROLE};
    alter default privileges in schema ${SCHEMA} grant select, insert, update, delete on tables to ${ROLE};
    alter default privileges in schema ${SCHEMA} grant usage, select on sequences to ${ROLE};
    alter default privileges in schema ${SCHEMA} grant execute on functions to ${ROLE};
  `);
  // readiness compares the applied migrations with those of the build, as the same role
  await owner.query(`do $$ begin
    if to_regclass('public.migrations') is not null then grant select on public.migrations to ${ROLE}; end if;
  end $$`);
}

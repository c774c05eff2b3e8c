import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long until it is asked again, in milliseconds: spread, so that those who wait do not ask in step. */
const PAUSE_MS = [200, 500] as const;

/** One connection: the lock is its own until it lets go or ends. */
export interface LockSession {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** A lock of the server, how long to wait for it, and how to say that one waits. */
export interface SessionLock {
  /** Hashed by the server: the same name is the same lock, whoever asks. */
  readonly name: string;
  readonly waitMs: number;
  readonly log: (line: string) => void;
}

/**
 * Takes an advisory lock for a session by asking again and again. A session that waits inside `pg_advisory_lock` holds a snapshot as long as it
 * waits, and `create index concurrently` of the one who has the lock would wait for that snapshot: neither would end. Between two questions there
 * is no statement, so nobody waits for us.
 * @returns whether it was ours within the time
 */
export async function takeSessionLock(session: LockSession, { name, waitMs, log }: SessionLock): Promise<boolean> {
  const until = performance.now() + waitMs;
  const isOurs = async (): Promise<boolean> => {
    const rows = await session.query('select pg_try_advisory_lock(hashtext($1)) as ours', [name]);
    return (rows as { ours: boolean }[])[0]?.ours === true;
  };
  if (await isOurs()) return true;
  log(`${await holderOf(session, name)} has the lock ${name}: waiting, for ${Math.ceil(waitMs / 1_000)} s at most`);
  while (performance.now() < until) {
    await sleep(Math.min(randomInt(...PAUSE_MS), Math.max(1, until - performance.now())));
    if (await isOurs()) return true;
  }
  return false;
}

/** Whom to look for: a lock with one key of 64 bits is listed as its two halves. */
async function holderOf(session: LockSession, name: string): Promise<string> {
  const rows = await session.query(
    `select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())
       and (classid::bigint << 32 | objid::bigint) = hashtext($1)::bigint`,
    [name],
  );
  const pid = (rows as { pid: number }[])[0]?.pid;
  return pid === undefined ? 'another session' : `the session with process id ${pid}`;
}

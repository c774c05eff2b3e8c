import { type Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type TenantId } from '../access/tenant-id.js';
import { Config } from '../config/config.js';
import { APP_POOL } from './pools.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** What is asked beside a copy must not take the processors from it: one process is enough for what nobody waits for. */
const ALONE = { max_parallel_workers_per_gather: '0' } as const;
/**
 * Rows in the order of an index. Left to itself the planner sorts those of a large tenant, which it takes to lie scattered over the table, although they were
 * written in the order of time: a million of ten millions then began to come after 13 s, from 230 MB of temporary files.
 */
export const IN_ORDER = { enable_sort: 'off' } as const;
/** A snapshot that is held keeps the database from clearing away what was deleted since. */
const LONGEST_MS = 3_600_000;

export type SnapshotQuery = <T extends object>(text: string) => Promise<T[]>;

/** One moment of a tenant's rows. */
export interface Snapshot {
  /** Asks on another connection: neither waits for a copy that is under way, nor the copy for it. */
  beside<T>(ask: (query: SnapshotQuery) => Promise<T>): Promise<T>;
  /** What `copy (…) to stdout` gives, as fast as it is read. The statement holds no value of a caller's. */
  copy(text: string): Readable & { readonly rowCount: number };
}

/** What to read: whose rows, and with which settings of the transaction. */
export interface SnapshotOptions {
  readonly tenantId: TenantId;
  readonly settings: Readonly<Record<`app.${string}`, string>>;
  /** Whether an index that begins with the tenant has the order of what is copied: then nothing is sorted. Without one, others' rows would be read too. */
  readonly isInOrder: boolean;
  readonly signal: AbortSignal;
}

/** A transaction that reads: with which settings, until when, and of which moment where it is another one's. */
interface Reading {
  readonly settings: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly moment: string | null;
}

/** What a transaction is once it has begun. */
interface Begun {
  readonly pid: number;
  /** By which others can see the rows it sees. */
  readonly moment: string;
}

/**
 * Long reads of one tenant by COPY, each on a connection of its own: pools are for what ends soon. The rows of one moment, however long it
 * takes; row-level security as everywhere.
 */
@Injectable()
export class SnapshotCopy {
  private readonly logger = new Logger(SnapshotCopy.name);

  constructor(
    private readonly config: Config,
    @Inject(APP_POOL) private readonly pool: pg.Pool,
  ) {}

  /** Runs `read` inside the snapshot. When `signal` is aborted, the server stops as well, and this rejects. */
  async read<T>({ tenantId, settings, isInOrder, signal }: SnapshotOptions, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const all = { 'app.tenant': tenantId, timezone: 'UTC', ...settings };
    return this.within({ settings: { ...all, ...(isInOrder && IN_ORDER) }, signal, moment: null }, async (client, moment) => {
      const over = new AbortController();
      const beside: Promise<unknown>[] = [];
      const reading = { settings: { ...all, ...ALONE }, signal: AbortSignal.any([signal, over.signal]), moment };
      const askBeside = <R>(ask: (query: SnapshotQuery) => Promise<R>): Promise<R> => {
        const answer = this.within(reading, (other) =>
          ask(async <Row extends object>(text: string) => (await other.query<Row>(text)).rows),
        );
        beside.push(answer);
        return answer;
      };
      try {
        return await read({ beside: askBeside, copy: (text) => copyOf(client, text) });
      } finally {
        // what nobody waits for any more stops too
        over.abort();
        await Promise.allSettled(beside);
      }
    });
  }

  /** Runs `work` in a transaction that only reads, on a connection of its own, which is cancelled on the server when `signal` is aborted. */
  private async within<T>({ settings, signal, moment }: Reading, work: (client: pg.Client, moment: string) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const client = this.client();
    // a connection that is lost says so as an event: what waits for it fails, not the process
    client.on('error', (error) => this.logger.debug(`connection of a copy: ${error.message}`));
    await client.connect();
    let onAbort: (() => void) | undefined;
    try {
      const begun = await begin(client, settings, moment);
      onAbort = () => this.cancel(begun.pid);
      signal.addEventListener('abort', onAbort, { once: true });
      signal.throwIfAborted();
      const result = await work(client, begun.moment);
      await client.query('commit');
      return result;
    } finally {
      if (onAbort) signal.removeEventListener('abort', onAbort);
      await client.end();
    }
  }

  private client(): pg.Client {
    return new pg.Client({
      connectionString: this.config.database.appUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: LONGEST_MS,
      keepAlive: true,
      application_name: 'orbisvoice-copy',
    });
  }

  /** A closed connection is noticed when the next row is sent, which a long sort does not do for minutes. */
  private cancel(pid: number): void {
    this.pool
      .query('select pg_cancel_backend($1)', [pid])
      .catch((error: unknown) => this.logger.warn(`a copy ends with its connection only: ${String(error)}`));
  }
}

/** @param moment of another transaction, whose rows this one sees; null for the rows of now. */
async function begin(client: pg.Client, settings: Readonly<Record<string, string>>, moment: string | null): Promise<Begun> {
  await client.query('begin isolation level repeatable read read only');
  if (moment !== null) await client.query(`set transaction snapshot ${client.escapeLiteral(moment)}`);
  const names = Object.keys(settings);
  const set = names.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(', ');
  const values = names.flatMap((name) => [name, settings[name]]);
  const { rows } = await client.query<Begun>(`select pg_backend_pid() as pid, pg_export_snapshot() as moment, ${set}`, values);
  const [begun] = rows;
  if (!begun) throw new Error('a transaction began without an answer');
  return begun;
}

function copyOf(client: pg.Client, text: string): Readable & { readonly rowCount: number } {
  const stream = client.query(copyTo(text));
  // it says once more that the connection went when its reader has long left, and an error nobody hears ends the process
  stream.on('error', () => stream.destroy());
  return stream;
}

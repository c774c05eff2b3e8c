import { type Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type TenantId } from '../access/tenant-id.js';
import { Config } from '../config/config.js';
import { APP_POOL } from './pools.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** A snapshot that is held keeps the database from clearing away what was deleted since. */
const LONGEST_MS = 3_600_000;

/** One moment of a tenant's rows. */
export interface Snapshot {
  query<T extends object>(text: string): Promise<T[]>;
  /** What `copy (…) to stdout` gives, as fast as it is read. The statement holds no value of a caller's. */
  copy(text: string): Readable & { readonly rowCount: number };
}

/** What to read: whose rows, and with which settings of the transaction. */
export interface SnapshotOptions {
  readonly tenantId: TenantId;
  readonly settings: Readonly<Record<`app.${string}`, string>>;
  readonly signal: AbortSignal;
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
  async read<T>({ tenantId, settings, signal }: SnapshotOptions, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const client = this.client();
    // a connection that is lost says so as an event: what waits for it fails, not the process
    client.on('error', (error) => this.logger.debug(`connection of a copy: ${error.message}`));
    await client.connect();
    try {
      return await this.within(client, { tenantId, settings, signal }, read);
    } finally {
      await client.end();
    }
  }

  private async within<T>(
    client: pg.Client,
    { tenantId, settings, signal }: SnapshotOptions,
    read: (snapshot: Snapshot) => Promise<T>,
  ): Promise<T> {
    const pid = await begin(client, { 'app.tenant': tenantId, timezone: 'UTC', ...settings });
    const onAbort = (): void => this.cancel(pid);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      signal.throwIfAborted();
      const result = await read(snapshotOf(client));
      await client.query('commit');
      return result;
    } finally {
      signal.removeEventListener('abort', onAbort);
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

async function begin(client: pg.Client, settings: Readonly<Record<string, string>>): Promise<number> {
  await client.query('begin isolation level repeatable read read only');
  const names = Object.keys(settings);
  const set = names.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(', ');
  const values = names.flatMap((name) => [name, settings[name]]);
  const { rows } = await client.query<{ pid: number }>(`select pg_backend_pid() as pid, ${set}`, values);
  return rows[0]?.pid ?? 0;
}

const snapshotOf = (client: pg.Client): Snapshot => ({
  query: async <T extends object>(text: string) => (await client.query<T>(text)).rows,
  copy: (text) => {
    const stream = client.query(copyTo(text));
    // it says once more that the connection went when its reader has long left, and an error nobody hears ends the process
    stream.on('error', () => stream.destroy());
    return stream;
  },
});

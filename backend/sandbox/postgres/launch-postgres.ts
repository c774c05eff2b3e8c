import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseAccount } from './account.js';
import { installedBinaries, program, reachableBinaries } from './binaries.js';
import { initialiseCluster, readPostmaster } from './cluster.js';
import { prepareDataFolder, type DataFolder } from './data-folder.js';
import { startGuarded, type GuardedProcess } from './guard.js';
import { claimOwnership, otherOwner, releaseOwnership, stopOrphan } from './ownership.js';

export interface PostgresOptions {
  /** Folder that holds the cluster; created when missing. */
  readonly dataRoot: string;
  readonly port: number;
  /** Created when missing. */
  readonly database: string;
  /** Server settings, `name=value`. */
  readonly settings?: readonly string[];
  /** Extra initdb arguments; a cluster that is thrown away does not need its files synced. */
  readonly initdbFlags?: readonly string[];
  readonly log?: (line: string) => void;
}

export interface RunningPostgres {
  /** Administrative connection (the cluster's superuser) to the database. */
  readonly ownerUrl: string;
  readonly port: number;
  /** Where the files really are. */
  readonly dataRoot: string;
  /** The cluster was created by this start. */
  readonly isNew: boolean;
  /** Another launcher's server is shared; stopping is then the other's business. */
  readonly isAdopted: boolean;
  readonly stop: () => Promise<void>;
}

const BASE_SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_preload_libraries=pg_stat_statements',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
];

/** Whether something listens on a loopback port. */
export const isPortOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });

function urlOf(folder: DataFolder, port: number, database: string): string {
  const password = readFileSync(folder.passwordFile, 'utf8').trim();
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // a server that stops under an idle client must not end this process
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(url: string, database: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  });
}

/** Another live launcher owns this data folder: share its server once it answers. */
async function adopt(folder: DataFolder, database: string, owner: number): Promise<RunningPostgres> {
  for (let attempt = 0; ; attempt++) {
    const port = readPostmaster(folder.cluster)?.port;
    try {
      if (!port) throw new Error('no server yet');
      await createDatabase(urlOf(folder, port, 'postgres'), database);
      const stop = async (): Promise<void> => undefined;
      return { ownerUrl: urlOf(folder, port, database), port, dataRoot: folder.root, isNew: false, isAdopted: true, stop };
    } catch (cause) {
      const hint = `Process ${owner} holds ${folder.root}, and its PostgreSQL does not answer. End that process and start again.`;
      if (attempt > 100) throw new Error(hint, { cause });
      await sleep(100);
    }
  }
}

async function waitUntilReady(server: GuardedProcess, url: string, database: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    if (server.hasEnded()) throw new Error(`PostgreSQL ${await server.ended}: ${server.tail()}`);
    try {
      return await createDatabase(url, database);
    } catch (error) {
      if (attempt > 600) throw error;
      await sleep(30);
    }
  }
}

/** Starts PostgreSQL from the npm packages on a loopback port. It ends with this process, however that ends. */
export async function launchPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { port, database, log = () => undefined } = options;
  const account = databaseAccount();
  const folder = prepareDataFolder(options.dataRoot, account);
  const owner = otherOwner(folder);
  if (owner) return adopt(folder, database, owner);
  claimOwnership(folder);

  const native = reachableBinaries(installedBinaries(), account, folder.binaries);
  const isNew = await initialiseCluster(native, folder, account, [...(options.initdbFlags ?? [])]);
  await stopOrphan(folder, log);
  if (await isPortOpen(port)) throw new Error(`Port ${port} is taken by another program.`);

  const settings = [...BASE_SETTINGS, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);
  const args = ['-D', folder.cluster, '-p', String(port), ...settings];
  const server = startGuarded(program(native, 'postgres'), args, { account, cwd: folder.root, log });
  await waitUntilReady(server, urlOf(folder, port, 'postgres'), database);
  server.release();
  return {
    ownerUrl: urlOf(folder, port, database),
    port,
    dataRoot: folder.root,
    isNew,
    isAdopted: false,
    stop: async () => {
      await server.stop();
      releaseOwnership(folder);
    },
  };
}

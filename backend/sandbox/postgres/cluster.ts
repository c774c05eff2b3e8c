import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.js';
import { program } from './binaries.js';
import type { DataFolder } from './data-folder.js';

/** Environment of every PostgreSQL process: messages and times the same on every machine. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' });

/** Same collation as the production image, so that sort order never differs between the two. */
const INITDB_ARGUMENTS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
];

async function run(command: string, args: string[], account: Account, cwd: string): Promise<void> {
  const child = spawn(command, args, { ...account, cwd, env: serverEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`PostgreSQL could not create its data folder: ${errors.trim() || `initdb ended with ${code}`}`);
}

/**
 * Creates the cluster unless it exists; true when it did. initdb works beside the final place and a rename makes it
 * count, so an interrupted one is never mistaken for a database.
 */
export async function initialiseCluster(native: string, folder: DataFolder, account: Account, flags: string[] = []): Promise<boolean> {
  if (existsSync(join(folder.cluster, 'PG_VERSION'))) return false;
  const unfinished = `${folder.cluster}.init`;
  rmSync(folder.cluster, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(folder.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder.passwordFile, account.uid, account.gid);
  const args = ['--pgdata', unfinished, `--pwfile=${folder.passwordFile}`, ...INITDB_ARGUMENTS, ...flags];
  await run(program(native, 'initdb'), args, account, folder.root);
  renameSync(unfinished, folder.cluster);
  return true;
}

/** What a live server wrote about itself. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Reads the server's own pid file: line 1 is the process, line 4 the port. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return pid > 1 ? { pid, port: Number(lines[3]) } : undefined;
}

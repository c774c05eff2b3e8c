import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPostmaster } from './cluster.js';
import type { DataFolder } from './data-folder.js';

/** Whether a process lives; one of another account counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Pid plus, on Linux, the moment the process started: a number that was handed out again does not match. */
export function processIdentity(pid: number): string {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return `${pid}`;
  // the command name may hold spaces and brackets: fields are counted after the last bracket; field 22 is the start time
  const fields = readFileSync(stat, 'utf8').split(')').at(-1)?.trim().split(' ') ?? [];
  return `${pid}:${fields[19] ?? ''}`;
}

/** The launcher that owns the running server, if it is alive and not us. */
export function otherOwner(folder: DataFolder): number | undefined {
  if (!existsSync(folder.ownerFile)) return undefined;
  const identity = readFileSync(folder.ownerFile, 'utf8').trim();
  const pid = Number(identity.split(':')[0]);
  if (!pid || pid === process.pid || !isAlive(pid)) return undefined;
  return processIdentity(pid) === identity ? pid : undefined;
}

export const claimOwnership = (folder: DataFolder): void => writeFileSync(folder.ownerFile, processIdentity(process.pid));

export function releaseOwnership(folder: DataFolder): void {
  if (existsSync(folder.ownerFile) && readFileSync(folder.ownerFile, 'utf8') === processIdentity(process.pid)) rmSync(folder.ownerFile);
}

const isOurServer = (pid: number, cluster: string): boolean => {
  if (process.platform !== 'linux') return true;
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(cluster);
};

/** A server whose launcher and guard were both killed still holds the data folder: end it the fast, clean way. */
export async function stopOrphan(folder: DataFolder, log: (line: string) => void): Promise<void> {
  const orphan = readPostmaster(folder.cluster);
  if (!orphan || !isAlive(orphan.pid) || !isOurServer(orphan.pid, folder.cluster)) return;
  log(`stopping the PostgreSQL of an earlier run (process ${orphan.pid})`);
  process.kill(orphan.pid, 'SIGINT');
  for (let attempt = 0; attempt < 200 && isAlive(orphan.pid); attempt++) await sleep(50);
}

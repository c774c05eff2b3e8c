import { readFileSync } from 'node:fs';

/** The account a PostgreSQL process runs under; empty when the current one will do. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The accounts of a passwd file that are not root. */
export function unprivilegedAccounts(passwd: string): PasswdEntry[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length > 3)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((entry) => Number.isInteger(entry.uid) && Number.isInteger(entry.gid) && entry.uid !== 0);
}

/** Who started us through sudo, else `postgres`, else `nobody`. */
export function pickAccount(passwd: string, sudoUid: string | undefined): Account | undefined {
  const entries = unprivilegedAccounts(passwd);
  const pick =
    entries.find((entry) => String(entry.uid) === sudoUid) ??
    entries.find((entry) => entry.name === 'postgres') ??
    entries.find((entry) => entry.name === 'nobody');
  return pick && { uid: pick.uid, gid: pick.gid };
}

/** PostgreSQL refuses to run as root and initdb needs a passwd entry: as root we step down to an existing account. */
export function databaseAccount(): Account {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {};
  const account = pickAccount(readFileSync('/etc/passwd', 'utf8'), process.env['SUDO_UID']);
  if (!account) {
    throw new Error(
      'Running as root, and /etc/passwd has no unprivileged account (postgres or nobody) for PostgreSQL. Start as another user or set DATABASE_URL.',
    );
  }
  return account;
}

import pg from 'pg';
import type { DataFolder } from './data-folder.js';
import type { StartOptions } from './options.js';
import { DATABASE } from './sandbox-parts.js';
import type { LauncherSettings } from './settings.js';

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Demo data goes into our own database unless refused, into somebody else's only when asked for. */
export function wantsDemo(options: StartOptions, settings: LauncherSettings): boolean {
  return options.demo ?? settings.databaseUrl === undefined;
}

/** An interrupted seed left half a story: begin with an empty database. Only ever the embedded one. */
export async function dropHalfSeeded(ownerUrl: string, data: DataFolder, settings: LauncherSettings): Promise<boolean> {
  if (data.demo !== 'started' || settings.databaseUrl) return false;
  const maintenance = new URL(ownerUrl);
  maintenance.pathname = '/postgres';
  await withClient(maintenance.toString(), async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(DATABASE)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(DATABASE)}`);
  });
  data.demo = 'none';
  return true;
}

/** Somebody already works in this database: demo data would mix with theirs. */
export const hasTenants = (ownerUrl: string): Promise<boolean> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ present: boolean }>('select exists (select 1 from tenants) as present');
    return rows[0]?.present ?? false;
  });

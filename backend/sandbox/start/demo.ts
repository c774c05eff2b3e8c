import pg from 'pg';
import type { DataFolder } from './data-folder.js';
import type { StartOptions } from './options.js';
import { DATABASE } from './sandbox-parts.js';
import type { LauncherSettings } from './settings.js';

/** Demo data goes into our own database unless refused, into somebody else's only when asked for. */
export function wantsDemo(options: StartOptions, settings: LauncherSettings): boolean {
  return options.demo ?? settings.databaseUrl === undefined;
}

/** An interrupted seed left half a story: begin with an empty database. Only ever the embedded one. */
export async function dropHalfSeeded(ownerUrl: string, data: DataFolder, settings: LauncherSettings): Promise<boolean> {
  if (data.demo !== 'started' || settings.databaseUrl) return false;
  const maintenance = new URL(ownerUrl);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.toString() });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(DATABASE)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
  data.demo = 'none';
  return true;
}

import { existsSync } from 'node:fs';
import { databaseAccount } from './account.js';
import { prepareDataFolder, removeDataFolder } from './data-folder.js';
import { otherOwner, stopOrphan } from './ownership.js';

/**
 * Deletes a cluster for good; a server left over from a killed run is ended first.
 * @throws Error when another launcher is using it
 */
export async function wipePostgres(dataRoot: string): Promise<void> {
  if (!existsSync(dataRoot)) return;
  const folder = prepareDataFolder(dataRoot, databaseAccount());
  const owner = otherOwner(folder);
  if (owner) throw new Error(`The database is in use by another start (process ${owner}). Stop that one first.`);
  await stopOrphan(folder, () => undefined);
  removeDataFolder(dataRoot);
}

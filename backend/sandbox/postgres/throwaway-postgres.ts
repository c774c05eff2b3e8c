import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder } from './data-folder.js';
import { launchPostgres, type RunningPostgres } from './launch-postgres.js';

/** Durability is what a database that lives for one test run does not need. */
const FAST_AND_LOSE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'wal_level=minimal', 'max_wal_senders=0'];

/** A loopback port nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => done(port));
    });
  });

/** A cluster of its own in the temporary folder: fast, not durable, deleted by `stop`, gone with this process. */
export async function throwawayPostgres(database = 'orbisvoice'): Promise<RunningPostgres> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'orbisvoice-postgres-'));
  // as root the server runs under another account, which must be able to enter
  chmodSync(dataRoot, 0o755);
  const running = await launchPostgres({
    dataRoot,
    port: await freePort(),
    database,
    settings: FAST_AND_LOSE,
    initdbFlags: ['--no-sync'],
  });
  return {
    ...running,
    stop: async () => {
      await running.stop();
      removeDataFolder(dataRoot);
    },
  };
}

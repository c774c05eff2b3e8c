import { readdirSync, readFileSync } from 'node:fs';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, launchPostgres, type RunningPostgres } from '../../sandbox/postgres/index.js';

/** A PostgreSQL with real flushes that can be killed and comes back with what it had committed. */
export class MortalCluster {
  private constructor(
    private readonly dataRoot: string,
    readonly port: number,
    private running: RunningPostgres,
  ) {}

  static async start(): Promise<MortalCluster> {
    const dataRoot = mkdtempSync(join(tmpdir(), 'orbisvoice-chaos-'));
    // as root the server runs under another account, which must be able to enter
    chmodSync(dataRoot, 0o755);
    const port = await freePort();
    return new MortalCluster(dataRoot, port, await launch(dataRoot, port));
  }

  get ownerUrl(): string {
    return this.running.ownerUrl;
  }

  /** A pool that outlives the server: an idle connection ended by it is no fault of the script, a query that fails still is. */
  ownerPool(): pg.Pool {
    return new pg.Pool({ connectionString: this.ownerUrl, max: 3 }).on('error', () => undefined);
  }

  /** kill -9 of the server, then a start that recovers. */
  async dieAndReturn(): Promise<void> {
    process.kill(this.pid(), 'SIGKILL');
    await sleep(300);
    for (let attempt = 0; ; attempt++) {
      try {
        this.running = await launch(this.dataRoot, this.port);
        return;
      } catch (error) {
        // its last processes still hold the shared memory
        if (attempt > 100) throw error;
        await sleep(100);
      }
    }
  }

  async close(): Promise<void> {
    await this.running.stop();
    rmSync(this.dataRoot, { recursive: true, force: true });
  }

  private pid(): number {
    const file = readdirSync(this.running.dataRoot, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('postmaster.pid'));
    if (!file) throw new Error('no server runs here');
    return Number(readFileSync(join(this.running.dataRoot, file), 'utf8').split('\n')[0]);
  }
}

const launch = (dataRoot: string, port: number): Promise<RunningPostgres> =>
  launchPostgres({ dataRoot, port, database: 'chaos', settings: ['shared_buffers=256MB'] });

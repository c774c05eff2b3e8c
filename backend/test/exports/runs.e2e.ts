import { once } from 'node:events';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Export } from '@orbisvoice/shared-dto';
import { DatasetSources, type DatasetSource } from '../../src/modules/exports/index.js';
import { ExportKeeper } from '../../src/modules/exports/services/export-keeper.js';
import { ExportRescue } from '../../src/modules/exports/services/export-rescue.js';
import { Config } from '../../src/platform/config/config.js';
import { FileStorage, type StoredAs } from '../../src/platform/storage/file-storage.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import { ask, exported, fileOf, linkOf, look, manyConversations } from './export-world.js';

let app: TestApp;
let owner: TestOwner;

/** Writes what a test tells it to. */
class TestSource implements DatasetSource {
  readonly datasets = ['report'] as const;
  write: DatasetSource['write'] = () => Promise.resolve(0);
}
const source = new TestSource();

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  const sources = app.get(DatasetSources);
  // the report's own source steps aside for one that does what a test tells it
  const usual = sources.of.bind(sources);
  const stand: DatasetSource = { datasets: source.datasets, write: (...given) => source.write(...given) };
  jest.spyOn(sources, 'of').mockImplementation((dataset) => (dataset === 'report' ? stand : usual(dataset)));
  owner = await app.signUp();
}, 90_000);
afterAll(() => app.close());

const folder = (): string => app.get(Config).files.exportDir;
const files = async (): Promise<string[]> => {
  const found = await readdir(folder(), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
};
/** The jobs until one fails, which is kept by the queue. */
const settled = (): Promise<unknown> => app.settle().catch((error: unknown) => error);

async function* trickle(signal: AbortSignal): AsyncGenerator<string> {
  while (!signal.aborted) {
    yield 'a line\r\n';
    await sleep(5);
  }
}

/** A source that never ends by itself. */
const endless: DatasetSource['write'] = async (_request, { stream, signal, progress }) => {
  let rows = 0;
  for await (const line of trickle(signal)) {
    if (!stream.write(line)) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
    if (stream.destroyed) throw new Error('nobody reads on');
    progress({ rows: ++rows });
  }
  throw new Error('stopped');
};

/** A storage that takes so many bytes and then fails. */
function failingAfter(bytes: number, error: Error): jest.SpyInstance {
  const put = (_key: string, body: Readable, _as: StoredAs, signal: AbortSignal): Promise<void> => {
    let taken = 0;
    const taker = new Writable({
      write(piece: Buffer, _encoding, done) {
        taken += piece.length;
        done(taken > bytes ? error : null);
      },
    });
    return bytes === 0 ? Promise.reject(error) : pipeline(body, taker, { signal });
  };
  return jest.spyOn(app.get(FileStorage), 'put').mockImplementation(put);
}

describe('a run', () => {
  it.each(['cancel', 'delete'])('stops within a second of %s, and leaves nothing', async (how) => {
    source.write = endless;
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    const working = settled();
    await eventually('progress', async () => (await look(app, owner.token, id)).bytes > 0);
    const start = performance.now();
    const path = how === 'delete' ? `/exports/${id}` : `/exports/${id}/cancel`;
    await app.request(how === 'delete' ? 'DELETE' : 'POST', path, { token: owner.token });
    expect(await working).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await files()).toEqual([]);
    const after = await app.request<Export>('GET', `/exports/${id}`, { token: owner.token });
    expect(how === 'delete' ? after.status : after.body.status).toBe(how === 'delete' ? 404 : 'canceled');
  });

  it('that breaks off hands out nothing, is tried three times, and then says why', async () => {
    source.write = (_request, { stream }) => {
      stream.write('half of a fi');
      return Promise.reject(new Error('the source gave up'));
    };
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    expect(String(await settled())).toContain('the source gave up');
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'queued', failure: null });
    for (const attempt of [2, 3]) {
      await app.owner.query(`update exports set queued_at = now() - interval '2 minutes' where id = $1`, [id]);
      expect(await app.get(ExportRescue).run()).toBe(1);
      expect(String(await settled())).toContain(attempt === 3 ? 'failed 3 times' : 'the source gave up');
    }
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'source_failed', expiresAt: null });
    expect(await files()).toEqual([]);
    expect((await app.request('GET', `/exports/${id}/download`, { token: owner.token })).status).toBe(409);
  });

  it('says that the storage failed when it did', async () => {
    await rm(join(folder(), owner.tenantId), { recursive: true, force: true });
    await writeFile(join(folder(), owner.tenantId), 'in the way of a folder');
    source.write = (_request, { stream }) => (stream.write('nobody takes it\r\n'), Promise.resolve(1));
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
    expect(String(await settled())).toContain('failed 3 times');
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'storage_failed' });
    await rm(join(folder(), owner.tenantId));
  });

  it.each([0, 300_000])('does not wait for a source that waits, when the storage fails after %d bytes', async (bytes) => {
    const putting = failingAfter(bytes, Object.assign(new Error('no room'), { code: 'EIO' }));
    // as simple as a source can be: it writes what the stream takes, and then waits for it
    source.write = async (_request, { stream }) => {
      for (;;) if (!stream.write('x'.repeat(65_536))) await new Promise<void>((resolve) => stream.once('drain', resolve));
    };
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
    expect(String(await settled())).toContain('failed 3 times');
    putting.mockRestore();
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'storage_failed' });
  });

  it('says that the disk is full when it fills in the middle', async () => {
    const putting = failingAfter(300_000, Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    source.write = async (_request, { stream }) => {
      async function* lines(): AsyncGenerator<string> {
        for (let line = 0; line < 100; line++) yield await Promise.resolve('x'.repeat(65_536));
      }
      await pipeline(lines(), stream);
      return 100;
    };
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
    expect(String(await settled())).toContain('failed 3 times');
    putting.mockRestore();
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'storage_full' });
  });

  it('that was taken for dead finds that the export is another’s, and its file goes', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    source.write = async (_request, { stream }) => {
      stream.write('the first one\r\n');
      await held;
      return 1;
    };
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    const first = settled();
    await eventually('progress', async () => (await look(app, owner.token, id)).status === 'running');
    // as if it had been silent: another takes it over
    await app.owner.query('update exports set run_id = gen_random_uuid() where id = $1', [id]);
    letGo();
    await first;
    expect(await files()).toEqual([]);
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'running' });
    source.write = (_request, { stream }) => (stream.write('the second one\r\n'), Promise.resolve(1));
    await app.owner.query(`update exports set heartbeat_at = now() - interval '1 minute' where id = $1`, [id]);
    await app.get(ExportRescue).run();
    await app.settle();
    expect(await fileOf(app, owner.token, id)).toBe('the second one\r\n');
  });

  it('whose workers all died is given up', async () => {
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    await app.owner.query(
      `update exports set status = 'running', run_id = gen_random_uuid(), attempts = 3, heartbeat_at = now() - interval '1 minute' where id = $1`,
      [id],
    );
    await app.get(ExportRescue).run();
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'worker_lost' });
    await settled();
  });

  it('writes a great many rows, and counts them', async () => {
    const large = await app.signUp();
    await manyConversations(app, large, 50_000);
    const before = process.memoryUsage().arrayBuffers;
    const done = await exported(app, large.token, { dataset: 'conversations' });
    expect(done).toMatchObject({ status: 'completed', rows: 50_000, rowsExpected: 50_000 });
    const text = await fileOf(app, large.token, done.id);
    expect(text.split('\r\n')).toHaveLength(50_002);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1_048_576);
  });
});

describe('the clock', () => {
  it('deletes files whose time is over, and says so', async () => {
    const done = await exported(app, owner.token, { dataset: 'members' });
    const url = await linkOf(app, owner.token, done.id);
    const kept = (await files()).length;
    await app.owner.query(`update exports set expires_at = now() - interval '1 s' where id = $1`, [done.id]);
    expect((await fetch(url)).status).toBe(404);
    expect(await app.get(ExportKeeper).expire()).toBe(1);
    expect(await look(app, owner.token, done.id)).toMatchObject({ status: 'expired', rows: 1 });
    expect(await files()).toHaveLength(kept - 1);
    expect((await app.request('GET', `/exports/${done.id}/download`, { token: owner.token })).status).toBe(409);
  });

  it('sweeps what crashes left behind, and nothing else', async () => {
    const { id } = await exported(app, owner.token, { dataset: 'members' });
    const paths = [join(folder(), '.part', 'half'), join(folder(), owner.tenantId, 'orphan'), join(folder(), owner.tenantId, 'young')];
    await mkdir(join(folder(), '.part'), { recursive: true });
    for (const path of paths) await writeFile(path, 'left behind');
    const old = new Date(Date.now() - 7 * 3_600_000);
    for (const path of paths.slice(0, 2)) await utimes(path, old, old);
    await utimes(
      join(
        folder(),
        owner.tenantId,
        (await app.owner.query<{ k: string }>(`select split_part(storage_key, '/', 2) as k from exports where id = $1`, [id])).rows[0]?.k ??
          '',
      ),
      old,
      old,
    );
    expect(await app.get(ExportKeeper).sweep()).toMatchObject({ orphans: 1, halves: 1 });
    expect(await files()).toContain('young');
    expect(await fileOf(app, owner.token, id)).toContain(owner.email);
  });
});

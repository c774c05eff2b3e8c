import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Export } from '@orbisvoice/shared-dto';
import { storageKeyOf } from '../../src/modules/exports/domain/storage-key.js';
import { DatasetSources, type DatasetSource } from '../../src/modules/exports/index.js';
import { ExportKeeper } from '../../src/modules/exports/services/export-keeper.js';
import { ExportRescue } from '../../src/modules/exports/services/export-rescue.js';
import { Config } from '../../src/platform/config/config.js';
import { newId } from '../../src/platform/database/ids.js';
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
async function keyOf(id: string): Promise<string> {
  const { rows } = await app.owner.query<{ key: string }>('select storage_key as key from exports where id = $1', [id]);
  return rows[0]?.key ?? '';
}

async function age(path: string, hours: number): Promise<void> {
  const at = new Date(Date.now() - hours * 3_600_000);
  await utimes(path, at, at);
}

/** A file that nobody asked for, as old as that. */
async function leave(path: string, hours: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'left behind');
  await age(path, hours);
}

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
  it.each(['cancel', 'delete'])('of a source without an end stops at %s, and leaves nothing', async (how) => {
    source.write = endless;
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    const working = settled();
    await eventually('progress', async () => (await look(app, owner.token, id)).bytes > 0);
    const path = how === 'delete' ? `/exports/${id}` : `/exports/${id}/cancel`;
    await app.request(how === 'delete' ? 'DELETE' : 'POST', path, { token: owner.token });
    expect(await working).toBeUndefined();
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
    const place = join(folder(), 'exports', owner.tenantId);
    await rm(place, { recursive: true, force: true });
    await writeFile(place, 'in the way of a folder');
    source.write = (_request, { stream }) => (stream.write('nobody takes it\r\n'), Promise.resolve(1));
    const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
    await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
    expect(String(await settled())).toContain('failed 3 times');
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'storage_failed' });
    await rm(place);
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

  it('writes a great many rows, no faster than they are stored, and counts them', async () => {
    const large = await app.signUp();
    await manyConversations(app, large, 50_000);
    const storage = app.get(FileStorage);
    const put = storage.put.bind(storage);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const putting = jest.spyOn(storage, 'put').mockImplementationOnce((...given) => held.then(() => put(...given)));
    const { id } = (await ask(app, large.token, { dataset: 'conversations' })).body;
    const working = app.settle();
    await eventually('the first rows', async () => (await look(app, large.token, id)).rows > 0);
    await sleep(2_500);
    // what the buffers hold between the database and a storage that takes nothing
    expect((await look(app, large.token, id)).rows).toBeLessThan(15_000);
    goOn();
    await working;
    expect(putting).toHaveBeenCalledTimes(1);
    putting.mockRestore();
    expect(await look(app, large.token, id)).toMatchObject({ status: 'completed', rows: 50_000, rowsExpected: 50_000 });
    const lines = (await fileOf(app, large.token, id)).split('\r\n');
    const numbers = lines.slice(1, -1).map((line) => Number(/,session (\d+) /.exec(line)?.[1]));
    expect(numbers).toEqual(Array.from({ length: 50_000 }, (_, index) => index + 1));
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
    const orphan = (): string => join(folder(), storageKeyOf(owner.tenantId, newId(), newId()));
    const [old, young] = [orphan(), orphan()];
    const others = [join('exports', 'notes'), join('exports', owner.tenantId, 'notes'), join('of-others', owner.tenantId, 'notes')];
    const notes = others.map((path) => join(folder(), path));
    const half = join(folder(), '.part', 'half');
    for (const path of [half, old, young, ...notes]) await leave(path, path === young ? 5 : 7);
    await age(join(folder(), await keyOf(id)), 7);
    expect(await app.get(ExportKeeper).sweep()).toMatchObject({ orphans: 1, halves: 1 });
    for (const path of [young, ...notes]) expect(await readFile(path, 'utf8')).toBe('left behind');
    for (const path of [old, half]) await expect(readFile(path)).rejects.toThrow('ENOENT');
    expect(await fileOf(app, owner.token, id)).toContain(owner.email);
  });

  it('keeps files under names of before, for as long as their exports', async () => {
    const { id } = await exported(app, owner.token, { dataset: 'members' });
    const before = `${owner.tenantId}/${id}-${newId()}`;
    await mkdir(join(folder(), owner.tenantId), { recursive: true });
    await rename(join(folder(), await keyOf(id)), join(folder(), before));
    await app.owner.query('update exports set storage_key = $2 where id = $1', [id, before]);
    await age(join(folder(), before), 7);
    await app.get(ExportKeeper).sweep();
    expect(await fileOf(app, owner.token, id)).toContain(owner.email);
    expect((await app.request('DELETE', `/exports/${id}`, { token: owner.token })).status).toBe(204);
    await expect(readFile(join(folder(), before))).rejects.toThrow('ENOENT');
  });

  it('takes the file of an export that was deleted while its storage was down', async () => {
    const { id } = await exported(app, owner.token, { dataset: 'members' });
    const path = join(folder(), await keyOf(id));
    const down = jest.spyOn(app.get(FileStorage), 'remove').mockRejectedValue(new Error('the storage is down'));
    expect((await app.request('DELETE', `/exports/${id}`, { token: owner.token })).status).toBe(204);
    down.mockRestore();
    expect((await app.request('GET', `/exports/${id}`, { token: owner.token })).status).toBe(404);
    await age(path, 7);
    expect(await app.get(ExportKeeper).sweep()).toMatchObject({ orphans: 1 });
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

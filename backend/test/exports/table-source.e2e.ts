import { PassThrough } from 'node:stream';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import { SnapshotCopy, type Snapshot, type SnapshotQuery } from '../../src/platform/database/snapshot-copy.js';
import { DatasetSources, type DatasetSink } from '../../src/modules/exports/index.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { conversations, parseCsv } from './export-world.js';

let app: TestApp;
let owner: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  await conversations(app, owner, [{}, {}, {}]);
});
afterAll(() => app.close());
afterEach(() => jest.restoreAllMocks());

/** What an export writes into, and what it said meanwhile. */
function sinkOf(signal: AbortSignal = new AbortController().signal) {
  const stream = new PassThrough();
  const expected: number[] = [];
  let text = '';
  stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const sink: DatasetSink = {
    stream,
    signal,
    progress: ({ rowsExpected }) => {
      if (rowsExpected !== undefined) expected.push(rowsExpected);
    },
  };
  return { sink, stream, expected, text: () => text };
}

function write(sink: DatasetSink): Promise<number> {
  const source = app.get(DatasetSources).of('conversations');
  if (!source) throw new Error('nobody writes conversations');
  const { tenantId } = owner;
  const request = {
    exportId: newId(),
    dataset: 'conversations',
    format: 'csv',
    filters: {},
    timeZone: 'UTC',
    askedAt: new Date(),
  } as const;
  return source.write({ ...request, tenantId: tenantIdOf(tenantId) }, sink);
}

/** Lets a test stand between the export and what it asks beside its copy. */
function meddle(between: (ask: () => Promise<unknown>, query: SnapshotQuery) => Promise<unknown>): void {
  const copies = app.get(SnapshotCopy);
  const read = copies.read.bind(copies);
  jest.spyOn(copies, 'read').mockImplementation((options, work) =>
    read(options, (snapshot) => {
      const beside = <T>(ask: (query: SnapshotQuery) => Promise<T>) =>
        snapshot.beside((query) => between(() => ask(query), query) as Promise<T>);
      return work({ copy: (text) => snapshot.copy(text), beside } satisfies Snapshot);
    }),
  );
}

const linesOf = (text: string): number => parseCsv(text).length - 1;

describe('a table', () => {
  it('leaves before it is counted', async () => {
    const { sink, stream, text } = sinkOf();
    const firstByte = new Promise((resolve) => stream.once('data', resolve));
    meddle(async (ask) => {
      await firstByte;
      return ask();
    });
    expect(await write(sink)).toBe(3);
    expect(linesOf(text())).toBe(3);
  });

  it('is counted in the moment of its rows, whatever is written meanwhile', async () => {
    const { sink, expected, text } = sinkOf();
    meddle(async (ask) => {
      await conversations(app, owner, [{ sessionId: 'too late' }]);
      return ask();
    });
    const written = await write(sink);
    await app.owner.query(`delete from conversations where tenant_id = $1 and session_id = 'too late'`, [owner.tenantId]);
    expect(written).toBe(3);
    expect(expected.at(-1)).toBe(3);
    expect(text()).not.toContain('too late');
  });

  it('says what is expected before it is counted', async () => {
    const { sink, expected } = sinkOf();
    await write(sink);
    expect(expected).toEqual([expect.any(Number), 3]);
  });

  it('is no file when the count says otherwise', async () => {
    const { sink, stream } = sinkOf();
    meddle(() => Promise.resolve(4));
    await expect(write(sink)).rejects.toThrow('of 4 rows of conversations the database sent 3, and 3 arrived');
    expect(stream.writableEnded).toBe(false);
  });

  it('is no file when it cannot be counted', async () => {
    const { sink, stream } = sinkOf();
    meddle((_ask, query) => query('select 1 / 0'));
    await expect(write(sink)).rejects.toThrow('division by zero');
    expect(stream.writableEnded).toBe(false);
  });

  it('leaves nothing behind that still counts when it is stopped', async () => {
    const stopping = new AbortController();
    const { sink } = sinkOf(stopping.signal);
    const counting = async (): Promise<number> => {
      const { rows } = await app.owner.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'orbisvoice-copy'`,
      );
      return rows[0]?.count ?? 0;
    };
    meddle((_ask, query) => query('select pg_sleep(600)'));
    const writing = write(sink);
    const refused = expect(writing).rejects.toThrow();
    await eventually('the count', async () => (await counting()) === 2);
    stopping.abort();
    await refused;
    await eventually('its end', async () => (await counting()) === 0);
  });
});

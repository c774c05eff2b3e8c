import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ExportDownload } from '@orbisvoice/shared-dto';
import { STORAGE_BUCKET, STORAGE_CREDENTIALS, StorageSandbox } from '../../sandbox/storage/server.js';
import { BucketStorage } from '../../src/platform/storage/bucket-storage.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { ask, exported, look, parseCsv } from './export-world.js';

let sandbox: StorageSandbox;
let storage: BucketStorage;

const { accessKeyId, secretAccessKey, region } = STORAGE_CREDENTIALS;
const bucketAt = (endpoint: string, secret = secretAccessKey) => ({
  name: STORAGE_BUCKET,
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey: secret },
  isPathStyle: true,
});

beforeAll(async () => {
  sandbox = await new StorageSandbox().listen();
  storage = new BucketStorage(bucketAt(sandbox.url));
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.objects.clear();
  sandbox.uploads.clear();
  sandbox.faults.length = 0;
  sandbox.calls.length = 0;
});

const never = new AbortController().signal;
const AS = { contentType: 'text/csv' };
const MIB = 1_048_576;

describe('files in a bucket', () => {
  it('go up in parts, come back whole and in part, and go', async () => {
    const bytes = randomBytes(20 * MIB);
    const pieces = Array.from({ length: 80 }, (_, index) => bytes.subarray((index * MIB) / 4, ((index + 1) * MIB) / 4));
    await storage.put('a/b', Readable.from(pieces, { objectMode: false }), AS, never);
    expect(sandbox.calls.filter((name) => name === 'UploadPart')).toHaveLength(3);
    expect(await storage.size('a/b')).toBe(bytes.length);
    expect((await buffer(await storage.read('a/b'))).equals(bytes)).toBe(true);
    expect((await buffer(await storage.read('a/b', { start: 5, end: 9 }))).equals(bytes.subarray(5, 10))).toBe(true);
    sandbox.objects.set('ab/Somebody Else.txt', { bytes: Buffer.from('theirs'), contentType: 'text/plain', changedAt: new Date(0) });
    const listed = [];
    for await (const { key } of storage.list('a')) listed.push(key);
    expect(listed).toEqual(['a/b']);
    sandbox.objects.delete('ab/Somebody Else.txt');
    await storage.remove('a/b');
    expect([await storage.size('a/b'), sandbox.objects.size]).toEqual([null, 0]);
    expect(await storage.probe()).toBe('The bucket answers');
  });

  it('are not there when the source breaks off, the storage refuses a part, or nobody wants them any more', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield randomBytes(9 * MIB);
      throw new Error('broke off');
    }
    await expect(storage.put('a/broken', Readable.from(broken(), { objectMode: false }), AS, never)).rejects.toThrow('broke off');
    expect(sandbox.uploads.size).toBe(0);
    sandbox.faults.push({ operation: 'UploadPart', status: 403, code: 'AccessDenied', times: 9 });
    await expect(storage.put('a/refused', Readable.from([randomBytes(20 * MIB)], { objectMode: false }), AS, never)).rejects.toThrow(
      'AccessDenied',
    );
    expect(sandbox.uploads.size).toBe(0);
    sandbox.faults.length = 0;
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<Buffer> {
      for (let piece = 0; ; piece++) {
        if (piece === 12) stop.abort();
        yield randomBytes(MIB);
      }
    }
    await expect(storage.put('a/unwanted', Readable.from(endless(), { objectMode: false }), AS, stop.signal)).rejects.toThrow();
    await eventually('no half', async () => sandbox.uploads.size === 0);
    expect(sandbox.objects.size).toBe(0);
  });

  it.each([
    ['PutObject', 1_000],
    ['CompleteMultipartUpload', 9 * MIB],
  ])('are not there when %s was done and refused all the same', async (operation, bytes) => {
    sandbox.faults.push({ operation, status: 500, code: 'InternalError', times: 9, how: 'lost' });
    await expect(storage.put('a/lost', Readable.from([randomBytes(bytes)], { objectMode: false }), AS, never)).rejects.toThrow();
    expect(sandbox.calls).toContain('DeleteObject');
    expect([sandbox.objects.size, sandbox.uploads.size]).toEqual([0, 0]);
  });

  it('leave no halves but those that are young, or somebody else’s', async () => {
    const half = (key: string, begunAt: Date) => ({ key, contentType: 'text/csv', parts: new Map<number, Buffer>(), begunAt });
    sandbox.uploads.set('old', half('a/old', new Date(1_000)));
    sandbox.uploads.set('young', half('a/young', new Date(3_000)));
    sandbox.uploads.set('theirs', half('ab/theirs', new Date(1_000)));
    expect(await storage.removeHalves('a', new Date(2_000))).toBe(1);
    expect([...sandbox.uploads.keys()]).toEqual(['young', 'theirs']);
  });

  it('are given up when the storage says nothing, or stops in the middle', async () => {
    const hasty = new BucketStorage(bucketAt(sandbox.url), 300);
    sandbox.faults.push({ operation: 'HeadBucket', status: 0, code: '', times: 9, how: 'silent' });
    await expect(hasty.probe()).rejects.toMatchObject({ name: 'TimeoutError' });
    await storage.put('a/stuck', Readable.from([Buffer.from('half of it')], { objectMode: false }), AS, never);
    sandbox.faults.push({ operation: 'GetObject', status: 0, code: '', times: 9, how: 'stuck' });
    await expect(hasty.read('a/stuck').then(buffer)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('survive a storage that stumbles, and no false key', async () => {
    sandbox.faults.push({ operation: 'PutObject', status: 503, code: 'SlowDown', times: 1 });
    await storage.put('a/small', Readable.from([Buffer.from('small')], { objectMode: false }), AS, never);
    expect(sandbox.objects.get('a/small')?.bytes.toString()).toBe('small');
    const stranger = new BucketStorage(bucketAt(sandbox.url, 'another secret'));
    await expect(stranger.probe()).rejects.toThrow();
    await expect(stranger.read('a/small')).rejects.toThrow('SignatureDoesNotMatch');
  });
});

describe('the bucket of the sandbox', () => {
  it('answers what it cannot read, and goes on when somebody hangs up', async () => {
    expect((await fetch(`${sandbox.url}/${STORAGE_BUCKET}/%zz`)).status).toBe(500);
    const { hostname, port } = new URL(sandbox.url);
    const caller = connect(Number(port), hostname);
    caller.write(`PUT /${STORAGE_BUCKET}/a HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 9\r\n\r\nhalf`);
    await once(caller, 'connect');
    caller.destroy();
    await once(caller, 'close');
    expect(await storage.probe()).toBe('The bucket answers');
  });
});

describe('exports in a bucket', () => {
  let app: TestApp;
  beforeAll(async () => {
    const environment = {
      S3_BUCKET: STORAGE_BUCKET,
      S3_ENDPOINT: sandbox.url,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    };
    app = await startTestApp({ environment });
  }, 90_000);
  afterAll(() => app.close());

  it('are downloaded from there, by a link that ends', async () => {
    const owner = await app.signUp();
    const done = await exported(app, owner.token, { dataset: 'members' });
    const { body } = await app.request<ExportDownload>('GET', `/exports/${done.id}/download`, { token: owner.token });
    expect(body.url.startsWith(`${sandbox.url}/${STORAGE_BUCKET}/`)).toBe(true);
    const response = await fetch(body.url);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${done.fileName}"`);
    expect(parseCsv(await response.text())).toHaveLength(2);
    const forged = new URL(body.url);
    forged.searchParams.set('X-Amz-Expires', '86400');
    expect((await fetch(forged)).status).toBe(403);
    await app.request('DELETE', `/exports/${done.id}`, { token: owner.token });
    expect(sandbox.objects.size).toBe(0);
  });

  it('fail with the storage, and are whole at the next try', async () => {
    const owner = await app.signUp();
    sandbox.faults.push({ operation: 'PutObject', status: 403, code: 'AccessDenied', times: 1 });
    const { id } = (await ask(app, owner.token, { dataset: 'members' })).body;
    await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
    await app.settle().catch((error: unknown) => expect(String(error)).toContain('AccessDenied'));
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed', failure: 'storage_failed' });
    await app.request('POST', `/exports/${id}/retry`, { token: owner.token });
    await app.settle();
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'completed', rows: 1 });
  });
});

import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Logger } from '@nestjs/common';
import type { BucketSettings } from '../config/files-settings.js';
import { attachment, type ByteRange, checkKey, type DownloadAs, FileStorage, type StoredAs, type StoredFile } from './file-storage.js';

/** Parts of a file; three at most are in memory, and 10,000 of them hold 80 GB. */
const PART_BYTES = 8 * 1_048_576;
const PARTS_AT_ONCE = 2;
/** For a call until it is answered, and for a connection without a byte. */
const TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** The SDK is loaded where there is a bucket: who keeps files in a folder does not pay for it. */
const sdk = () => import('@aws-sdk/client-s3');

/** Files in an S3-compatible bucket. A file goes up in parts that become an object when the last of them is there. */
export class BucketStorage extends FileStorage {
  private readonly logger = new Logger(BucketStorage.name);
  private opened: Promise<S3Client> | null = null;

  constructor(
    private readonly bucket: BucketSettings,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    super();
  }

  override async put(key: string, body: Readable, { contentType }: StoredAs, signal: AbortSignal): Promise<void> {
    try {
      await this.upload(key, body, contentType, signal);
    } catch (error) {
      // it could not be stored: nobody else will read the rest of it
      body.destroy();
      // a storage that says no, or nothing, may have it all the same
      await this.forget(key);
      throw error;
    }
  }

  override async size(key: string): Promise<number | null> {
    const { HeadObjectCommand, NotFound } = await sdk();
    try {
      return (await (await this.client()).send(new HeadObjectCommand(this.at(key)))).ContentLength ?? null;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  override async read(key: string, range?: ByteRange): Promise<Readable> {
    const { GetObjectCommand } = await sdk();
    const command = new GetObjectCommand({ ...this.at(key), ...(range && { Range: `bytes=${range.start}-${range.end}` }) });
    const { Body } = await (await this.client()).send(command);
    if (!(Body instanceof Readable)) throw new Error(`the storage gave no bytes of ${key}`);
    return Body;
  }

  override async link(key: string, { contentType, fileName, seconds }: DownloadAs): Promise<string> {
    const [{ GetObjectCommand }, { getSignedUrl }] = await Promise.all([sdk(), import('@aws-sdk/s3-request-presigner')]);
    const command = new GetObjectCommand({
      ...this.at(key),
      ResponseContentType: contentType,
      ResponseContentDisposition: attachment(fileName),
      ResponseCacheControl: 'no-store',
    });
    return getSignedUrl(await this.client(), command, { expiresIn: seconds });
  }

  override async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = await sdk();
    await (await this.client()).send(new DeleteObjectCommand(this.at(key)));
  }

  override async *list(folder: string): AsyncIterable<StoredFile> {
    const { paginateListObjectsV2 } = await sdk();
    for await (const page of paginateListObjectsV2({ client: await this.client() }, this.below(folder))) {
      for (const { Key, LastModified } of page.Contents ?? []) if (Key && LastModified) yield { key: Key, changedAt: LastModified };
    }
  }

  override async removeHalves(folder: string, before: Date): Promise<number> {
    const { AbortMultipartUploadCommand, paginateListMultipartUploads } = await multipart();
    const client = await this.client();
    let removed = 0;
    for await (const { Uploads = [] } of paginateListMultipartUploads(client, this.below(folder))) {
      for (const { Key, UploadId, Initiated } of Uploads) {
        if (!Key || !UploadId || !Initiated || Initiated >= before) continue;
        const abort = new AbortMultipartUploadCommand({ Bucket: this.bucket.name, Key, UploadId });
        // whoever wrote it may end it in the same moment
        await client.send(abort).catch(unlessGone);
        removed += 1;
      }
    }
    return removed;
  }

  override async probe(): Promise<string> {
    const { HeadBucketCommand } = await sdk();
    await (await this.client()).send(new HeadBucketCommand({ Bucket: this.bucket.name }));
    return 'The bucket answers';
  }

  private async upload(key: string, body: Readable, contentType: string, signal: AbortSignal): Promise<void> {
    const [{ Upload }, client] = await Promise.all([import('@aws-sdk/lib-storage'), this.client()]);
    signal.throwIfAborted();
    const params = { ...this.at(key), Body: body, ContentType: contentType };
    const upload = new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
    const onAbort = (): void => void upload.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await upload.done();
      signal.throwIfAborted();
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Why it could not be stored says more than that it could not be deleted either; the sweep takes what is left. */
  private async forget(key: string): Promise<void> {
    await this.remove(key).catch((error: unknown) => this.logger.warn(`${key} may be left in the bucket: ${String(error)}`));
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket.name, Key: checkKey(key) };
  }

  /** The bucket may be everybody's: what lies elsewhere in it is not ours to see. */
  private below(folder: string): { Bucket: string; Prefix: string } {
    return { Bucket: this.bucket.name, Prefix: `${checkKey(folder)}/` };
  }

  private client(): Promise<S3Client> {
    this.opened ??= this.open();
    return this.opened;
  }

  private async open(): Promise<S3Client> {
    const { S3Client } = await sdk();
    const { endpoint, region, credentials, isPathStyle } = this.bucket;
    return new S3Client({
      region,
      forcePathStyle: isPathStyle,
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials && { credentials }),
      // AWS' newer checksums travel in trailers that other servers refuse; the signature covers the bytes, or TLS does
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: this.timeoutMs,
        // without it a call that takes too long is only warned of
        throwOnRequestTimeout: true,
        // the time of a request ends with the head of its answer; the rest of it may stand still as well
        socketTimeout: this.timeoutMs,
      },
    });
  }
}

/** What is not there needs no deleting. */
function unlessGone(error: unknown): void {
  const metadata: unknown = error instanceof Error ? Reflect.get(error, '$metadata') : null;
  const status: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : null;
  if (status !== 404) throw error;
}

/** The SDK pages through everything but unfinished uploads. */
async function multipart() {
  const { AbortMultipartUploadCommand, ListMultipartUploadsCommand } = await sdk();
  async function* paginateListMultipartUploads(client: S3Client, below: { Bucket: string; Prefix: string }) {
    let markers = {};
    for (;;) {
      const page = await client.send(new ListMultipartUploadsCommand({ ...below, ...markers }));
      yield page;
      if (!page.IsTruncated) return;
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
  }
  return { AbortMultipartUploadCommand, paginateListMultipartUploads };
}

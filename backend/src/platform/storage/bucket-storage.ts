import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { BucketSettings } from '../config/files-settings.js';
import { attachment, type ByteRange, checkKey, type DownloadAs, FileStorage, type StoredAs, type StoredFile } from './file-storage.js';

/** Parts of a file; three at most are in memory, and 10,000 of them hold 80 GB. */
const PART_BYTES = 8 * 1_048_576;
const PARTS_AT_ONCE = 2;
const TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** The SDK is loaded where there is a bucket: who keeps files in a folder does not pay for it. */
const sdk = () => import('@aws-sdk/client-s3');

/** Files in an S3-compatible bucket. A file goes up in parts that become an object when the last of them is there. */
export class BucketStorage extends FileStorage {
  private opened: Promise<S3Client> | null = null;

  constructor(private readonly bucket: BucketSettings) {
    super();
  }

  override async put(key: string, body: Readable, { contentType }: StoredAs, signal: AbortSignal): Promise<void> {
    const { Upload } = await import('@aws-sdk/lib-storage');
    signal.throwIfAborted();
    const upload = new Upload({
      client: await this.client(),
      params: { ...this.at(key), Body: body, ContentType: contentType },
      partSize: PART_BYTES,
      queueSize: PARTS_AT_ONCE,
    });
    const onAbort = (): void => void upload.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await upload.done();
      signal.throwIfAborted();
    } catch (error) {
      // it could not be stored: nobody else will read the rest of it
      body.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
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

  override async *list(): AsyncIterable<StoredFile> {
    const { paginateListObjectsV2 } = await sdk();
    for await (const page of paginateListObjectsV2({ client: await this.client() }, { Bucket: this.bucket.name })) {
      for (const { Key, LastModified } of page.Contents ?? []) if (Key && LastModified) yield { key: Key, changedAt: LastModified };
    }
  }

  override async removeHalves(before: Date): Promise<number> {
    const { AbortMultipartUploadCommand, paginateListMultipartUploads } = await multipart();
    const client = await this.client();
    let removed = 0;
    for await (const { Uploads = [] } of paginateListMultipartUploads(client, this.bucket.name)) {
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

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket.name, Key: checkKey(key) };
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
      requestHandler: { requestTimeout: TIMEOUT_MS, connectionTimeout: CONNECT_TIMEOUT_MS },
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
  async function* paginateListMultipartUploads(client: S3Client, Bucket: string) {
    let markers = {};
    for (;;) {
      const page = await client.send(new ListMultipartUploadsCommand({ Bucket, ...markers }));
      yield page;
      if (!page.IsTruncated) return;
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
  }
  return { AbortMultipartUploadCommand, paginateListMultipartUploads };
}

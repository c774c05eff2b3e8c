import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { refusalOf, type StorageCredentials } from './signature.js';

interface StoredObject {
  readonly bytes: Buffer;
  readonly contentType: string;
  changedAt: Date;
}
interface Upload {
  readonly key: string;
  readonly contentType: string;
  readonly parts: Map<number, Buffer>;
  begunAt: Date;
}
/** Which call fails, and with which status. */
export interface StorageFault {
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  times: number;
  /** `lost`: it is done, and refused all the same. `silent`: nobody answers. `stuck`: the answer stops in the middle. */
  readonly how?: 'refused' | 'lost' | 'silent' | 'stuck';
}
interface Answer {
  readonly status: number;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Call {
  readonly method: string;
  readonly url: URL;
  readonly key: string;
  readonly body: Buffer;
  readonly headers: IncomingMessage['headers'];
}

export const STORAGE_CREDENTIALS: StorageCredentials = { accessKeyId: 'AKSANDBOX', secretAccessKey: 'sandbox secret', region: 'eu-test-1' };
export const STORAGE_BUCKET = 'sandbox-files';
const SMALLEST_PART = 5 * 1_048_576;
const xml = (text: string): Answer => ({
  status: 200,
  body: `<?xml version="1.0" encoding="UTF-8"?>${text}`,
  headers: { 'content-type': 'application/xml' },
});
const refused = (status: number, code: string): Answer => ({
  ...xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`),
  status,
});
const tagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

/** A bucket that speaks the wire protocol of S3: signatures are checked, uploads come in parts, and faults come when they are asked for. */
export class StorageSandbox {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, Upload>();
  readonly calls: string[] = [];
  readonly faults: StorageFault[] = [];
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch((error: unknown) => failed({ request, response }, error));
  });
  url = '';

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    const address = this.server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
    return this;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const method = request.method ?? 'GET';
    const [, bucket = '', ...rest] = url.pathname.split('/');
    const call = { method, url, key: decodeURIComponent(rest.join('/')), body, headers: request.headers };
    const refusal = refusalOf({ method, url, headers: request.headers, body, now: new Date() }, STORAGE_CREDENTIALS);
    if (refusal) return send(response, call, refused(403, refusal));
    if (bucket !== STORAGE_BUCKET) return send(response, call, refused(404, 'NoSuchBucket'));
    this.reply(response, call);
  }

  private reply(response: ServerResponse, call: Call): void {
    const operation = operationOf(call);
    this.calls.push(operation);
    const fault = this.faults.find((one) => one.operation === operation && one.times > 0);
    if (!fault) return send(response, call, this.answer(operation, call));
    fault.times -= 1;
    if (fault.how === 'silent') return;
    const answer = fault.how === 'lost' || fault.how === 'stuck' ? this.answer(operation, call) : null;
    if (!answer || fault.how === 'lost') return send(response, call, refused(fault.status, fault.code));
    response.writeHead(answer.status, answer.headers);
    response.write(answer.body?.slice(0, answer.body.length / 2) ?? '');
  }

  private answer(operation: string, call: Call): Answer {
    switch (operation) {
      case 'CreateMultipartUpload':
        return this.begin(call);
      case 'UploadPart':
        return this.part(call);
      case 'CompleteMultipartUpload':
        return this.complete(call);
      case 'AbortMultipartUpload':
        return this.uploads.delete(call.url.searchParams.get('uploadId') ?? '') ? { status: 204 } : refused(404, 'NoSuchUpload');
      case 'ListMultipartUploads':
        return this.listUploads(call);
      case 'ListObjects':
        return this.list(call);
      case 'HeadBucket':
        return { status: 200 };
      case 'PutObject':
        this.objects.set(call.key, { bytes: call.body, contentType: String(call.headers['content-type']), changedAt: new Date() });
        return { status: 200, headers: { etag: tagOf(call.body) } };
      case 'DeleteObject':
        this.objects.delete(call.key);
        return { status: 204 };
      default:
        return this.read(call);
    }
  }

  private begin({ key, headers }: Call): Answer {
    const id = randomUUID();
    this.uploads.set(id, { key, contentType: String(headers['content-type']), parts: new Map(), begunAt: new Date() });
    return xml(
      `<InitiateMultipartUploadResult><Bucket>${STORAGE_BUCKET}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }

  private part({ url, body }: Call): Answer {
    const upload = this.uploads.get(url.searchParams.get('uploadId') ?? '');
    if (!upload) return refused(404, 'NoSuchUpload');
    upload.parts.set(Number(url.searchParams.get('partNumber')), body);
    return { status: 200, headers: { etag: tagOf(body) } };
  }

  private complete({ url, body }: Call): Answer {
    const id = url.searchParams.get('uploadId') ?? '';
    const upload = this.uploads.get(id);
    if (!upload) return refused(404, 'NoSuchUpload');
    const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) => Number(number));
    const parts = numbers.map((number) => upload.parts.get(number));
    if (numbers.length === 0 || parts.includes(undefined)) return refused(400, 'InvalidPart');
    const bytes = parts.flatMap((part) => (part ? [part] : []));
    if (bytes.slice(0, -1).some((part) => part.length < SMALLEST_PART)) return refused(400, 'EntityTooSmall');
    this.objects.set(upload.key, { bytes: Buffer.concat(bytes), contentType: upload.contentType, changedAt: new Date() });
    this.uploads.delete(id);
    return xml(`<CompleteMultipartUploadResult><Key>${upload.key}</Key><ETag>"whole"</ETag></CompleteMultipartUploadResult>`);
  }

  private listUploads({ url }: Call): Answer {
    const items = [...this.uploads]
      .filter(([, { key }]) => key.startsWith(prefixOf(url)))
      .map(
        ([id, { key, begunAt }]) =>
          `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begunAt.toISOString()}</Initiated></Upload>`,
      );
    return xml(`<ListMultipartUploadsResult>${items.join('')}<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`);
  }

  private list({ url }: Call): Answer {
    const items = [...this.objects]
      .filter(([key]) => key.startsWith(prefixOf(url)))
      .map(
        ([key, { bytes, changedAt }]) =>
          `<Contents><Key>${key}</Key><LastModified>${changedAt.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`,
      );
    return xml(`<ListBucketResult>${items.join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`);
  }

  private read({ key, url, headers }: Call): Answer {
    const found = this.objects.get(key);
    if (!found) return refused(404, 'NoSuchKey');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const body = start === undefined ? found.bytes : found.bytes.subarray(Number(start), Number(end) + 1);
    const disposition = url.searchParams.get('response-content-disposition');
    return {
      status: start === undefined ? 200 : 206,
      body,
      headers: {
        'content-length': String(body.length),
        'content-type': url.searchParams.get('response-content-type') ?? found.contentType,
        'last-modified': found.changedAt.toUTCString(),
        ...(disposition && { 'content-disposition': disposition }),
      },
    };
  }
}

const prefixOf = (url: URL): string => url.searchParams.get('prefix') ?? '';

function send(response: ServerResponse, { method }: Call, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(method === 'HEAD' ? undefined : body);
}

/** Whoever hung up hears nothing more; anything else is a call this bucket cannot read, and whoever made it is told. */
function failed({ request, response }: { request: IncomingMessage; response: ServerResponse }, error: unknown): void {
  if (!request.complete || response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
}

function operationOf({ method, url, key }: Call): string {
  const has = (name: string): boolean => url.searchParams.has(name);
  if (key === '') return method === 'HEAD' ? 'HeadBucket' : has('uploads') ? 'ListMultipartUploads' : 'ListObjects';
  if (method === 'POST') return has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
  if (method === 'PUT') return has('partNumber') ? 'UploadPart' : 'PutObject';
  if (method === 'DELETE') return has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  return method === 'HEAD' ? 'HeadObject' : 'GetObject';
}

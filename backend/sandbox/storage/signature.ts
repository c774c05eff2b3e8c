import { createHash, createHmac } from 'node:crypto';

/** Who may call, and for what. */
export interface StorageCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** The part of a request that is signed. */
export interface SignedCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly now: Date;
}

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
/** Encoding of AWS: everything but unreserved characters, in upper case. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const SKEW_MS = 15 * 60_000;

/** Checks a signature of version 4, in the header or in the query. @returns the code of S3 for what is wrong; null when it is right */
export function refusalOf(call: SignedCall, credentials: StorageCredentials): string | null {
  return call.url.searchParams.has('X-Amz-Signature') ? refusalOfQuery(call, credentials) : refusalOfHeader(call, credentials);
}

function refusalOfHeader(call: SignedCall, credentials: StorageCredentials): string | null {
  const header = String(call.headers['authorization'] ?? '');
  const [, scope = '', signedHeaders = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(header) ?? [];
  const at = String(call.headers['x-amz-date'] ?? '');
  const payload = String(call.headers['x-amz-content-sha256'] ?? '');
  if (!signature) return 'AccessDenied';
  if (Math.abs(instantOf(at) - call.now.getTime()) > SKEW_MS) return 'RequestTimeTooSkewed';
  // over plain HTTP the bytes are signed as well
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(call.body)) return 'XAmzContentSHA256Mismatch';
  return judged({ call, credentials, scope, signedHeaders, signature, at, payload });
}

function refusalOfQuery(call: SignedCall, credentials: StorageCredentials): string | null {
  const query = (name: string): string => call.url.searchParams.get(`X-Amz-${name}`) ?? '';
  const at = query('Date');
  if (call.now.getTime() > instantOf(at) + Number(query('Expires')) * 1_000) return 'AccessDenied';
  const scope = query('Credential');
  return judged({
    call,
    credentials,
    scope,
    signedHeaders: query('SignedHeaders'),
    signature: query('Signature'),
    at,
    payload: 'UNSIGNED-PAYLOAD',
  });
}

interface Judged {
  readonly call: SignedCall;
  readonly credentials: StorageCredentials;
  readonly scope: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly at: string;
  readonly payload: string;
}

function judged({ call, credentials, scope, signedHeaders, signature, at, payload }: Judged): string | null {
  const [keyId, day = '', region = '', service = ''] = scope.split('/');
  if (keyId !== credentials.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== credentials.region || service !== 's3' || !at.startsWith(day)) return 'AuthorizationHeaderMalformed';
  const canonical = [
    call.method,
    call.url.pathname,
    canonicalQuery(call.url),
    ...signedHeaders.split(';').map((name) => `${name}:${String(call.headers[name] ?? '').trim()}`),
    '',
    signedHeaders,
    payload,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');
  const key = ['aws4_request', 's3', region, day].reduceRight<Buffer | string>(
    (secret, part) => hmac(secret, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  return hmac(key, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}

const canonicalQuery = (url: URL): string =>
  [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');

/** `20261127T050901Z` as milliseconds. */
const instantOf = (text: string): number => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

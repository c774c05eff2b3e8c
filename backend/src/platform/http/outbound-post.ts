import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** Standard Webhooks recommends 15 to 30 seconds. */
const TIMEOUT_MS = 15_000;
/** More of an answer is not read. */
const ANSWER_BYTES_MAX = 65_536;

/** Networks that are not the internet: loopback, private, link-local (where clouds keep their keys), carrier, documentation, multicast. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
/** Of IPv6 only what is handed out is the internet, less what carries an IPv4 address or a tunnel in it. */
const PUBLIC6 = new BlockList();
PUBLIC6.addSubnet('2000::', 3, 'ipv6');
const NOT_PUBLIC6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  NOT_PUBLIC6.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address leads into the internet and nowhere else. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !PRIVATE.check(address, 'ipv4');
  return isIP(address) === 6 && PUBLIC6.check(address, 'ipv6') && !NOT_PUBLIC6.check(address, 'ipv6');
}

/** The address must not be called. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

export interface OutboundPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For receivers inside of one's own network, when it is configured. */
  readonly mayBePrivate?: boolean;
  /** Certificates to trust, in place of the well-known ones. */
  readonly ca?: string | undefined;
}

/** What came back. */
export interface OutboundAnswer {
  readonly status: number;
  /** The beginning of the answer; what is no UTF-8 is replaced. */
  readonly text: string;
}

type Answered = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Posts to an address somebody else chose (ASVS 1.3.6): https only, no redirects, a deadline, and the name is resolved once, every address it
 * has is looked at, and that very address is connected to.
 * @returns the status and the first 64 kB of the answer
 * @throws RefusedAddressError for one that leads elsewhere than into the internet
 */
export function outboundPost({ url, headers, body, mayBePrivate = false, ca }: OutboundPost): Promise<OutboundAnswer> {
  const { protocol, hostname, username } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' || username !== '') throw new RefusedAddressError('only https, without a user name');
  if (isIP(literal) !== 0 && !mayBePrivate && !isPublicAddress(literal)) throw new RefusedAddressError(`${literal} is not public`);
  const lookup = (host: string, options: LookupOptions, answered: Answered): void =>
    checkedLookup(host, { options, mayBePrivate, answered });
  return new Promise((done, failed) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      agent: false,
      lookup,
      ...(ca !== undefined && { ca }),
    });
    sent.on('error', failed);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) response.destroy();
      });
      response.on('error', failed);
      response.on('close', () =>
        done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8', 0, ANSWER_BYTES_MAX) }),
      );
    });
    sent.end(body);
  });
}

interface CheckedLookup {
  readonly options: LookupOptions;
  readonly mayBePrivate: boolean;
  readonly answered: Answered;
}

function checkedLookup(host: string, { options, mayBePrivate, answered }: CheckedLookup): void {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) return answered(error, []);
    const bad = mayBePrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (bad || !first) return answered(new RefusedAddressError(`${host} leads to ${bad?.address ?? 'nothing'}`), []);
    if (options.all) return answered(null, addresses);
    return answered(null, first.address, first.family);
  });
}

import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { failureCause } from '../../../platform/http/failure-cause.js';
import type { Deferred } from '../domain/delivery.js';

const TIMEOUT_MS = 15_000;
/** Beyond that a mail with a file gets the time that a slow line needs: a megabit a second. */
const BYTES_PER_MS = 128;
const PROBE_TIMEOUT_MS = 8_000;
const REASON_LENGTH = 500;

/** No connection was ever there: the request cannot have been read. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** What a provider answered. */
export interface ProviderAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface ProviderRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Posts JSON and waits a while. A request that was not answered is a `Deferred` that says whether it may have been acted upon. */
export async function callProvider(
  transport: EmailTransportName,
  { url, headers, body }: ProviderRequest,
): Promise<ProviderAnswer | Deferred> {
  const text = JSON.stringify(body);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS + Math.ceil(text.length / BYTES_PER_MS)),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const cause = failureCause(error);
    const reason = `${transport} did not answer: ${cause}`.slice(0, REASON_LENGTH);
    const heldBy = NEVER_CONNECTED.includes(cause) ? {} : { heldBy: transport };
    return { kind: 'deferred', reason, isOutage: true, ...heldBy };
  }
}

/** Reads something harmless with our key, to know that the provider is there and takes it. */
export async function askProvider(url: string, apiKey: string): Promise<ProviderAnswer> {
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` }, redirect: 'error', signal });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new Error(`no answer: ${failureCause(error)}`, { cause: error });
  }
}

/** A gateway before the provider gave up waiting: what is behind it may have acted. */
export const isAmbiguous = (status: number): boolean => status === 502 || status === 504;

export const reasonOf = (transport: EmailTransportName, { status, text }: ProviderAnswer): string =>
  `${transport} ${status}: ${text.replace(/\s+/g, ' ')}`.slice(0, REASON_LENGTH);

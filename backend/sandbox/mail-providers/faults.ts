import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export type ProviderName = 'sendgrid' | 'resend';

/** A way in which a provider lets its caller down. */
export interface ProviderFault {
  readonly provider: ProviderName;
  /**
   * `refuse` cuts the connection before anything happens, `answer_lost` takes the mail and cuts the connection instead of answering, `slow`
   * takes it and answers late; the others answer with the provider's errors and take nothing.
   */
  readonly kind: 'refuse' | 'answer_lost' | 'slow' | 'rate_limit' | 'error500' | 'unavailable' | 'bad_gateway';
  /** How many requests it befalls; one when left out. */
  readonly times?: number;
  /** How late `slow` answers, in milliseconds. */
  readonly delay?: number;
}

/** An answer of a provider's API. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const ERRORS: Readonly<Record<ProviderName, (status: number, message: string) => unknown>> = {
  sendgrid: (_, message) => ({ errors: [{ message, field: null, help: null }] }),
  resend: (status, message) => ({ statusCode: status, name: status === 429 ? 'rate_limit_exceeded' : 'application_error', message }),
};
const RETRY_SECONDS = 7;

/** What is to go wrong, first come first served. */
export class Faults {
  #waiting: { fault: ProviderFault; left: number }[] = [];

  add(fault: ProviderFault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Answers, or spoils the call in the way its fault says; null when the connection was cut. */
  async around(provider: ProviderName, response: ServerResponse, answer: () => Promise<Answer>): Promise<Answer | null> {
    const fault = this.#take(provider);
    switch (fault?.kind) {
      case undefined:
        return answer();
      case 'refuse':
        return cut(response);
      case 'answer_lost':
        await answer();
        return cut(response);
      case 'slow': {
        const taken = await answer();
        await sleep(fault.delay ?? 1000);
        return taken;
      }
      case 'rate_limit':
        return { ...refusal(provider, 429, 'Too many requests'), headers: limits(provider) };
      case 'error500':
        return refusal(provider, 500, 'Internal server error');
      case 'unavailable':
        return refusal(provider, 503, 'Service unavailable');
      case 'bad_gateway':
        return { status: 502, body: '<html>Bad gateway</html>' };
    }
  }

  #take(provider: ProviderName): ProviderFault | undefined {
    const found = this.#waiting.find(({ fault }) => fault.provider === provider);
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
    return found.fault;
  }
}

const refusal = (provider: ProviderName, status: number, message: string): Answer => ({ status, body: ERRORS[provider](status, message) });

const limits = (provider: ProviderName): Record<string, string> =>
  provider === 'resend'
    ? { 'retry-after': String(RETRY_SECONDS) }
    : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + RETRY_SECONDS) };

function cut(response: ServerResponse): null {
  response.socket?.destroy();
  return null;
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { StripeProblem } from '../core/problem.js';

/** A way in which the API lets its caller down. */
export interface Fault {
  /** The addresses it befalls: the beginning of the path, or a pattern; all when left out. */
  path?: string | RegExp;
  method?: 'GET' | 'POST' | 'DELETE';
  /**
   * `refuse` cuts the connection before anything happens, `timeout` never answers and does nothing, `answer_lost` does what was asked and
   * cuts the connection instead of answering; the others answer with Stripe's errors and do nothing.
   */
  kind: 'refuse' | 'error500' | 'rate_limit' | 'timeout' | 'answer_lost';
  /** How many requests it befalls; one when left out. The SDK asks again once by itself after a cut connection, so that two make it fail. */
  times?: number;
}

/** The faults that are still to happen, first come first served. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Lets the call go through, or spoils it in the way its fault says. */
  around(request: FastifyRequest, reply: FastifyReply, answer: () => FastifyReply): FastifyReply {
    switch (this.#take(request)?.kind) {
      case undefined:
        return answer();
      case 'error500':
        throw new StripeProblem(500, 'An unknown error occurred.', { type: 'api_error' });
      case 'rate_limit':
        throw new StripeProblem(429, 'Too many requests hit the API too quickly.', { code: 'rate_limit' });
      case 'timeout':
        return reply.hijack();
      case 'refuse':
        return cut(reply);
      case 'answer_lost':
        // A hijacked reply sends nothing, but the work behind it is done.
        reply.hijack();
        answer();
        return cut(reply);
    }
  }

  #take(request: FastifyRequest): Fault | undefined {
    const path = request.url.split('?')[0] ?? request.url;
    const found = this.#waiting.find(
      ({ fault }) => (fault.method === undefined || fault.method === request.method) && isAt(path, fault.path),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
    return found.fault;
  }
}

function isAt(path: string, place: string | RegExp | undefined): boolean {
  if (place === undefined) return true;
  return typeof place === 'string' ? path.startsWith(place) : place.test(path);
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { httpServerOf } from '../web/http-server.js';
import { sealedLinkOf } from './caller-key.js';
import { RateLimiter } from './rate-limiter.js';

/** Not limited: probes, scrapes, signed webhooks (one purchase sends a dozen at once), and the documentation's files. What is not under `/api/` is a static file. */
const EXEMPT = /^\/api\/(health\/|webhooks\/|metrics$|docs(\/|$)|openapi\.)/;

/** Puts the general limit before everything else, so that a flood is refused before its bodies are read. */
@Injectable()
export class RateLimitHooks implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly limiter: RateLimiter,
  ) {}

  onModuleInit(): void {
    const instance = httpServerOf(this.adapterHost);
    instance.addHook('onRequest', (request, reply, done) => this.spend(request, reply, done));
    instance.addHook('onResponse', (request, reply, done) => {
      if (isRefusal(request, reply) && isLimited(request.url)) this.limiter.noteRefusedToken(request);
      done();
    });
  }

  private spend(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    let waiting: Promise<void> | undefined;
    try {
      waiting = isLimited(request.url) ? this.limiter.general(request, reply) : undefined;
    } catch (error) {
      done(asError(error));
      return;
    }
    if (!waiting) done();
    else
      void waiting.then(
        () => done(),
        (error: unknown) => done(asError(error)),
      );
  }
}

/** A token, or a link that is one, which is worth nothing. */
const isRefusal = ({ url }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  statusCode === 401 || (statusCode === 404 && sealedLinkOf(url) !== null);

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Whether the general limit counts requests of this URL. */
export function isLimited(url: string): boolean {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return (path === '/api' || path.startsWith('/api/')) && !EXEMPT.test(path);
}

import { type HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';

/** The server of the API process; null in a worker, which loads the same modules and has none. */
export function httpServerOf(host: HttpAdapterHost): FastifyInstance | null {
  const adapter: HttpAdapterHost['httpAdapter'] | undefined = host.httpAdapter;
  return adapter?.getInstance<FastifyInstance | undefined>() ?? null;
}

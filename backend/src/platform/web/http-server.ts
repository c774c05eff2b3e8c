import { type HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';

/** The server behind Nest, for what is no controller: hooks, files, plain-text routes. */
export const httpServerOf = (host: HttpAdapterHost): FastifyInstance => host.httpAdapter.getInstance<FastifyInstance>();

/** The same, null in a worker: it has the modules of the product and no server. */
export const httpServerIfAny = ({ httpAdapter }: { readonly httpAdapter: HttpAdapterHost['httpAdapter'] | null }): FastifyInstance | null =>
  httpAdapter?.getInstance<FastifyInstance>() ?? null;

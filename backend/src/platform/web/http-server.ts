import { type HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';

/** The server behind Nest, for what is no controller: hooks, files, plain-text routes. */
export const httpServerOf = (host: HttpAdapterHost): FastifyInstance => host.httpAdapter.getInstance<FastifyInstance>();

import { type IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { FASTIFY_ROUTE_SCHEMA_METADATA } from '@nestjs/platform-fastify/constants.js';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { type FastifyInstance, type FastifySchema } from 'fastify';
import { declaredHandlers, type DeclaredHandler } from '../access/declared-handlers.js';
import { ProblemFilter } from '../errors/problem.filter.js';

/** What another system sent: the bytes it signed, and its headers. */
export interface SignedRequest {
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
}

/** A header that may come once only; undefined for one that is missing or was sent several times. */
export function singleHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The routes other systems call and prove by a signature over the body (`ApiEndpoint({ gateway })`). They are declared by controllers like
 * every route, stand in the same tables and the same description, and have the server's hooks (trace, headers, log, figures), but go from
 * there straight to their handler: nobody is identified and nothing is read before the signature is, so guards, pipes and interceptors
 * would be walked for nothing, and the body would be parsed twice. See decision 26.
 *
 * A handler takes one `SignedRequest` and resolves to the answer.
 */
@Injectable()
export class GatewayRoutes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly filter: ProblemFilter,
  ) {}

  /** Call it before compression is registered: it would attach itself to the routes it sees, and these answers are a few bytes. */
  async register(instance: FastifyInstance): Promise<void> {
    const routes = declaredHandlers(this.discovery, this.scanner).filter(({ access }) => access?.kind === 'gateway');
    await instance.register((context, _options, done) => {
      context.setErrorHandler((error, request, reply) => this.filter.send(error, request, reply));
      context.removeAllContentTypeParsers();
      context.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
      for (const route of routes) add(context, route);
      done();
    });
  }
}

function add(context: FastifyInstance, { controller, handler, method, path }: DeclaredHandler): void {
  const status = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number;
  context.route({
    method,
    url: path,
    bodyLimit: LIMITS.bodyBytesMax,
    schema: (Reflect.getMetadata(FASTIFY_ROUTE_SCHEMA_METADATA, handler) ?? {}) as FastifySchema,
    handler: async ({ body, headers }, reply) => {
      void reply.status(status);
      const request: SignedRequest = { body: Buffer.isBuffer(body) ? body : Buffer.alloc(0), headers };
      return handler.call(controller, request);
    },
  });
}

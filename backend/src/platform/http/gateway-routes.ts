import { type IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { FASTIFY_ROUTE_SCHEMA_METADATA } from '@nestjs/platform-fastify/constants.js';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { type FastifyInstance, type FastifySchema } from 'fastify';
import { declaredHandlers, type DeclaredHandler } from '../access/declared-handlers.js';
import { DomainError } from '../errors/domain-error.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { SignalRecorder } from '../signals/signal-recorder.js';

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
    private readonly signals: SignalRecorder,
  ) {}

  /** Call it before compression is registered: it would attach itself to the routes it sees, and these answers are a few bytes. */
  async register(instance: FastifyInstance): Promise<void> {
    const routes = declaredHandlers(this.discovery, this.scanner).filter(({ access }) => access?.kind === 'gateway');
    await instance.register((context, _options, done) => {
      context.setErrorHandler((error, request, reply) => this.filter.send(error, request, reply));
      // nothing on this way writes to a logger of the request, so none is made
      context.setChildLoggerFactory((logger) => logger);
      context.removeAllContentTypeParsers();
      context.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
      for (const route of routes) add(context, route, this.signals);
      done();
    });
  }
}

/** Somebody who cannot sign. The address is not kept: it would be a person's, and the log of the request has it. */
function noteRefusal(signals: SignalRecorder, system: string, error: unknown): void {
  if (!(error instanceof DomainError) || !error.code.endsWith('.signature_invalid')) return;
  signals.note({ kind: 'gateway.refused', subject: `gateway:${system}`, facet: null, tenantId: null, details: { code: error.code } });
}

function add(context: FastifyInstance, { access, controller, handler, method, path }: DeclaredHandler, signals: SignalRecorder): void {
  const system = access?.kind === 'gateway' ? access.system : path;
  const status = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number;
  context.route({
    method,
    url: path,
    bodyLimit: LIMITS.bodyBytesMax,
    schema: (Reflect.getMetadata(FASTIFY_ROUTE_SCHEMA_METADATA, handler) ?? {}) as FastifySchema,
    handler: async ({ body, headers }, reply) => {
      void reply.status(status);
      const request: SignedRequest = { body: Buffer.isBuffer(body) ? body : Buffer.alloc(0), headers };
      try {
        const answer: unknown = await handler.call(controller, request);
        return answer;
      } catch (error) {
        noteRefusal(signals, system, error);
        throw error;
      }
    },
  });
}

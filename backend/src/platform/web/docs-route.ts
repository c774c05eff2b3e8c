import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ERROR_CODES } from '@orbisvoice/shared-dto/values';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isServedHere } from '../access/site.js';
import { DomainError } from '../errors/domain-error.js';
import { statusOf } from '../errors/error-registry.js';
import { PAGE_POLICY } from './csp.js';
import { DOCS_ASSETS, DOCS_INIT, DOCS_PAGE, errorsPage } from './docs-pages.js';
import { httpServerOf } from './http-server.js';
import { OpenApiHolder } from './open-api-holder.js';

/** Routes beside Nest's: its guard, which asks the same, does not see them. */
const HERE = {
  onRequest: (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void =>
    done(isServedHere(request) ? undefined : new DomainError('request.not_found')),
};

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

/** The interactive documentation at `/api/docs` and the document itself, as JSON and YAML. */
@Injectable()
export class DocsRoute implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly openApi: OpenApiHolder,
  ) {}

  onModuleInit(): void {
    const instance = httpServerOf(this.adapterHost);
    instance.get('/api/openapi.json', HERE, (_request, reply) => revalidated(reply).type('application/json').send(this.text().json));
    instance.get('/api/openapi.yaml', HERE, (_request, reply) => revalidated(reply).type('application/yaml').send(this.text().yaml));
    instance.get('/api/docs', HERE, (_request, reply) => page(reply).send(DOCS_PAGE));
    instance.get('/api/docs/errors', HERE, (_request, reply) =>
      page(reply).send(errorsPage(ERROR_CODES.map((code) => ({ code, status: statusOf(code) })))),
    );
    this.registerAssets(instance);
  }

  private registerAssets(instance: FastifyInstance): void {
    const folder = swaggerFolder();
    instance.get('/api/docs/init.js', HERE, (_request, reply) =>
      reply.header('cache-control', `public, max-age=${DAY_SECONDS}`).type('text/javascript; charset=utf-8').send(DOCS_INIT),
    );
    for (const file of DOCS_ASSETS) {
      instance.get(`/api/docs/${file}`, HERE, (_request, reply) =>
        reply.removeHeader('cache-control').sendFile(file, folder, { maxAge: DAY_MS }),
      );
    }
  }

  private text(): { readonly json: string; readonly yaml: string } {
    const text = this.openApi.text();
    if (!text) throw new DomainError('service.unavailable');
    return text;
  }
}

/** swagger-ui-dist comes with @nestjs/swagger and is resolved from there, wherever the package manager put it. */
function swaggerFolder(): string {
  const fromHere = createRequire(import.meta.url);
  const fromSwagger = createRequire(fromHere.resolve('@nestjs/swagger'));
  return dirname(fromSwagger.resolve('swagger-ui-dist/package.json'));
}

const revalidated = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-cache');

const page = (reply: FastifyReply): FastifyReply =>
  revalidated(reply).header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8');

import { join } from 'node:path';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { type AppFiles, isImmutable, readApp, targetOf } from './app-files.js';
import { APP_POLICY, CONSOLE_POLICY, PAGE_POLICY } from './csp.js';
import { httpServerOf } from './http-server.js';
import { noticePage } from './notice-page.js';

const YEAR_MS = 31_536_000_000;

interface MountedApp {
  readonly name: string;
  readonly app: AppFiles | null;
  /** Of its page. */
  readonly policy: string;
}

/** Serves the customer portal at `/` and the staff console at `/admin/`. */
@Injectable()
export class AppsRoute implements OnModuleInit {
  private readonly logger = new Logger(AppsRoute.name);

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const instance = httpServerOf(this.adapterHost);
    const portal = this.mount('customer-portal', APP_POLICY);
    const console = this.mount('admin-console', CONSOLE_POLICY);
    instance.get('/admin', (_request, reply) => reply.redirect('/admin/', 308));
    instance.get('/admin/*', (request, reply) => answer(console, request, reply));
    instance.get('/*', (request, reply) => {
      if (isApi(request.url)) return reply.callNotFound();
      return answer(portal, request, reply);
    });
  }

  private mount(name: string, policy: string): MountedApp {
    const { appsDir } = this.config.http;
    const app = appsDir === undefined ? null : readApp(join(appsDir, name, 'browser'));
    if (!app) this.logger.warn(`${name} is not built${appsDir === undefined ? ' (APPS_DIR is not set)' : ` in ${appsDir}`}`);
    return { name, app, policy };
  }
}

/** `/api` and everything below: those never answer with a page. */
export const isApi = (url: string): boolean => /^\/api(\/|\?|$)/.test(url);

function answer({ name, app, policy }: MountedApp, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!app) {
    return html(reply, PAGE_POLICY)
      .status(503)
      .send(noticePage('Not built yet', `The app “${name}” is not built. Run “npm run build”, then start again.`));
  }
  const target = targetOf(app, pathOf(request));
  if (target.kind === 'missing') {
    return html(reply, PAGE_POLICY).status(404).send(noticePage('Not found', 'There is no such file.'));
  }
  if (target.kind === 'file') {
    const cache = isImmutable(target.file) ? { maxAge: YEAR_MS, immutable: true } : { maxAge: 0 };
    return reply.sendFile(target.file, app.folder, cache);
  }
  return html(reply, policy).send(app.index);
}

function html(reply: FastifyReply, policy: string): FastifyReply {
  return reply.header('content-security-policy', policy).header('cache-control', 'no-cache').type('text/html; charset=utf-8');
}

/** What the wildcard matched, decoded by the router; the list of known files is what keeps `..` harmless. */
const pathOf = (request: FastifyRequest): string => (request.params as { readonly '*'?: string })['*'] ?? '';

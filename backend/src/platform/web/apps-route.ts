import { join } from 'node:path';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Site } from '../access/site.js';
import { Config } from '../config/config.js';
import { type AppFiles, isImmutable, readApp, targetOf } from './app-files.js';
import { onOwnHost } from './console-page.js';
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

/** Serves the customer portal at `/` and the staff console at `/admin/`, or on a host of its own (decision 31). */
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
    const ownHost = { ...console, app: console.app && onOwnHost(console.app, this.config.http.publicUrl) };
    const roots: Readonly<Record<Site, MountedApp>> = { both: portal, portal, console: ownHost };
    instance.get('/admin', (request, reply) =>
      request.site === 'both' ? reply.redirect('/admin/', 308) : underAdmin(ownHost, request, reply),
    );
    instance.get('/admin/*', (request, reply) =>
      request.site === 'both' ? answer(console, request, reply) : underAdmin(ownHost, request, reply),
    );
    instance.get('/*', (request, reply) => {
      if (isApi(request.url)) return reply.callNotFound();
      return answer(roots[request.site], request, reply);
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
    return notFound(reply, 'There is no such file.');
  }
  if (target.kind === 'file') {
    const cache = isImmutable(target.file) ? { maxAge: YEAR_MS, immutable: true } : { maxAge: 0 };
    return reply.sendFile(target.file, app.folder, cache);
  }
  return html(reply, policy).send(app.index);
}

/**
 * `/admin/…` where the console has a host of its own. There it is the folder of its files, and of pages the address before them: those
 * are led on. The main host knows of no console, and does not say where it is.
 */
function underAdmin(console: MountedApp, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isPage = !console.app || targetOf(console.app, pathOf(request)).kind !== 'file';
  if (request.site === 'console' && isPage) return reply.redirect(withoutAdmin(request.url), 308);
  return request.site === 'console' ? answer(console, request, reply) : notFound(reply, 'There is no such page.');
}

/** Browsers read `/\\` like `//`, the beginning of another host: whatever slashes follow go along. */
export const withoutAdmin = (url: string): string => url.replace(/^\/admin[/\\]*/, '/');

const notFound = (reply: FastifyReply, sentence: string): FastifyReply =>
  html(reply, PAGE_POLICY).status(404).send(noticePage('Not found', sentence));

function html(reply: FastifyReply, policy: string): FastifyReply {
  return reply.header('content-security-policy', policy).header('cache-control', 'no-cache').type('text/html; charset=utf-8');
}

/** What the wildcard matched, decoded by the router; the list of known files is what keeps `..` harmless. */
const pathOf = (request: FastifyRequest): string => (request.params as { readonly '*'?: string })['*'] ?? '';

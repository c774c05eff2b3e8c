import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { listPage, MESSAGE_VIEWS, messagePage, notFoundPage } from './inbox-pages.js';
import { INBOX_CSS, INBOX_SCRIPT } from './inbox-style.js';
import { summaryOf, type InboxMessage } from './message.js';
import type { MessageFilter, MessageStore } from './message-store.js';

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** Pages run our own script and style only. A mail's HTML is served apart, in a sandbox, without any script. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; font-src data:";

const FONTS: Readonly<Record<string, string>> = {
  heading: '@fontsource/space-grotesk/files/space-grotesk-latin-500-normal.woff2',
  body: '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
  code: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
};

const json = (value: unknown, status = 200): Answer => ({ status, type: 'application/json', body: JSON.stringify(value) });
const MISSING = json({ error: 'no such message' }, 404);

function font(name: string): Answer {
  const path = FONTS[name];
  if (!path) return MISSING;
  const [scope = '', family = '', ...rest] = path.split('/');
  const root = dirname(createRequire(import.meta.url).resolve(`${scope}/${family}/package.json`));
  return { type: 'font/woff2', body: readFileSync(join(root, ...rest)), headers: { 'cache-control': 'max-age=86400' } };
}

/** A link in a mail opens a window of its own, never inside the frame. */
const withBase = (html: string): string =>
  /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, '$&<base target="_blank">') : `<base target="_blank">${html}`;

function part(message: InboxMessage, name: string | undefined): Answer {
  if (name === undefined) return json(message);
  if (name === 'html') return { type: HTML, body: withBase(message.html), headers: { 'content-security-policy': MAIL_POLICY } };
  if (name === 'text') return { type: TEXT, body: message.text };
  if (name === 'source') return { type: TEXT, body: message.source };
  return MISSING;
}

function api(store: MessageStore, path: readonly string[], filter: MessageFilter): Answer {
  const [id, name] = path;
  if (id === undefined) {
    const items = store.list(filter).map(summaryOf);
    return json({ items, total: items.length });
  }
  const message = store.find(id);
  return message ? part(message, name) : MISSING;
}

function pageOf(store: MessageStore, path: readonly string[], query: URLSearchParams): Answer {
  const message = store.find(path[1] ?? '');
  if (path[0] !== 'messages' || !message) return { status: 404, type: HTML, body: notFoundPage() };
  const view = MESSAGE_VIEWS.find((name) => name === query.get('view')) ?? (message.html ? 'html' : 'text');
  return { type: HTML, body: messagePage(message, view) };
}

async function change(store: MessageStore, request: IncomingMessage, pathname: string): Promise<Answer> {
  const site = request.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') return json({ error: 'only from the inbox itself' }, 403);
  if (request.method === 'DELETE' && pathname === '/api/messages') {
    await store.clear();
    return { status: 204, body: '' };
  }
  if (request.method === 'POST' && pathname === '/clear') {
    await store.clear();
    return { status: 303, body: '', headers: { location: '/' } };
  }
  return json({ error: 'method not allowed' }, 405);
}

async function route(store: MessageStore, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://inbox.invalid');
  const path = url.pathname.split('/').filter(Boolean);
  if (request.method !== 'GET' && request.method !== 'HEAD') return change(store, request, url.pathname);
  const filter: MessageFilter = { to: url.searchParams.get('to') ?? '', subject: url.searchParams.get('subject') ?? '' };
  if (path[0] === 'api' && path[1] === 'messages') return api(store, path.slice(2), filter);
  if (url.pathname === '/inbox.css') return { type: 'text/css; charset=utf-8', body: INBOX_CSS };
  if (url.pathname === '/inbox.js') return { type: 'text/javascript; charset=utf-8', body: INBOX_SCRIPT };
  if (path[0] === 'fonts') return font((path[1] ?? '').replace(/\.woff2$/, ''));
  if (path.length === 0) return { type: HTML, body: listPage(store.list(filter), filter) };
  return pageOf(store, path, url.searchParams);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status ?? 200, {
    ...(answer.type ? { 'content-type': answer.type } : {}),
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...answer.headers,
  });
  response.end(answer.body);
}

/** A page of another site must not reach the inbox by a name it points at this machine. */
const isLocalName = (host: string | undefined): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '');

/** The inbox for people (pages) and tests (JSON). */
export function createInboxWeb(store: MessageStore, log: (line: string) => void): Server {
  return createServer((request, response) => {
    if (!isLocalName(request.headers.host)) return send(response, json({ error: 'unknown host' }, 421));
    route(store, request).then(
      (answer) => send(response, answer),
      (error: Error) => {
        log(`inbox: ${error.message}`);
        send(response, json({ error: 'internal' }, 500));
      },
    );
  });
}

import type { Export, ExportDownload } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import type { TestAnswer, TestApp } from '../harness/app.js';
import { createAgent } from '../factories/entities.js';

/** What an order may say. */
export interface Order {
  readonly dataset: string;
  readonly format?: string;
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly hasByteOrderMark?: boolean;
}

export const ask = (
  app: TestApp,
  token: string,
  body: Order,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestAnswer<Export>> => app.request<Export>('POST', '/exports', { token, body, headers });

export const look = async (app: TestApp, token: string, id: string): Promise<Export> =>
  (await app.request<Export>('GET', `/exports/${id}`, { token })).body;

/** Asks, lets the workers do it, and gives the finished export. */
export async function exported(app: TestApp, token: string, body: Order): Promise<Export> {
  const asked = await ask(app, token, body);
  if (asked.status !== 201) throw new Error(`asking answered ${asked.status}: ${JSON.stringify(asked.body)}`);
  await app.settle();
  return look(app, token, asked.body.id);
}

export async function linkOf(app: TestApp, token: string, id: string): Promise<string> {
  const { status, body } = await app.request<ExportDownload>('GET', `/exports/${id}/download`, { token });
  if (status !== 200) throw new Error(`the link answered ${status}: ${JSON.stringify(body)}`);
  return body.url.replace(/^https?:\/\/[^/]+/, app.url);
}

export async function fileOf(app: TestApp, token: string, id: string): Promise<string> {
  const response = await fetch(await linkOf(app, token, id));
  if (response.status !== 200) throw new Error(`the file answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer()).toString('utf8');
}

/** What a conversation of these tests may be. */
export interface ConversationOver {
  readonly sessionId?: string;
  readonly startedAt?: string;
  readonly channel?: string;
  readonly status?: string;
  readonly endReason?: string | null;
}

/** Conversations written straight into the table: the texts a browser would never send as well. */
export async function conversations(
  app: TestApp,
  owner: { token: string; tenantId: string },
  overs: readonly ConversationOver[],
): Promise<string> {
  const agent = await createAgent(app, owner.token);
  for (const over of overs) {
    await app.owner.query(
      `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, end_reason) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        owner.tenantId,
        agent.id,
        over.sessionId ?? newId(),
        over.channel ?? 'api',
        over.status ?? 'completed',
        over.startedAt ?? '2026-03-01T12:00:00Z',
        over.endReason ?? null,
      ],
    );
  }
  return agent.id;
}

/** Very many conversations, made by the database. */
export async function manyConversations(app: TestApp, owner: { token: string; tenantId: string }, count: number): Promise<void> {
  const agent = await createAgent(app, owner.token);
  await app.owner.query(
    `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, end_reason, visitor_id)
     select uuid_v7(), $1, $2, 'session ' || n || ' ' || uuid_v7(), 'api', 'completed', timestamptz '2026-01-01' + n * interval '1 s',
       repeat('x', 200), md5(n::text)
     from generate_series(1, $3::int) n`,
    [owner.tenantId, agent.id, count],
  );
}

/** Texts that a CSV, a spreadsheet, JSON or COPY could stumble over. All in small letters: addresses are. */
export const NASTY = [
  'plain',
  'a,b',
  'say "hello"',
  'two\nlines',
  'two\r\nlines',
  '=1+1',
  '+49 30 1234',
  '-1',
  '@cmd',
  '\ttab',
  '\rreturn',
  'back\\slash \\n \\x41 \\.',
  '\\.',
  '日本語 🦜 ünï',
  '\u0001\u0002\u001f',
  '  spaces  ',
  "'already",
  '"',
  ',',
  '\u2028line\u2029',
];
const GUARDED = /^[=+\-@\t\r]/;
/** A text as a CSV shows it. */
export const guarded = (text: string): string => (GUARDED.test(text) ? `'${text}` : text);

/** A CSV by RFC 4180, written for these tests alone: rows of cells. @throws Error for what the standard does not allow */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, next] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    row.push(cell);
    if (text[next] === ',') {
      at = next + 1;
      if (at === text.length) row.push('');
      continue;
    }
    if (text.slice(next, next + 2) !== '\r\n') throw new Error(`a line ends with ${JSON.stringify(text.slice(next, next + 4))} at ${next}`);
    rows.push(row);
    row = [];
    at = next + 2;
  }
  if (row.length > 0) throw new Error('the last line has no end');
  return rows;
}

function quoted(text: string, from: number): [string, number] {
  let cell = '';
  for (let at = from; ; at++) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new Error('a quote is never closed');
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') return [cell, end + 1];
    cell += '"';
    at = end + 1;
  }
}

function plain(text: string, from: number): [string, number] {
  let to = from;
  while (to < text.length && !',\r\n"'.includes(text.charAt(to))) to++;
  return [text.slice(from, to), to];
}

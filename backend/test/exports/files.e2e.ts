import fc from 'fast-check';
import { newId } from '../../src/platform/database/ids.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { createAgent } from '../factories/entities.js';
import { conversations, exported, fileOf, guarded, NASTY, parseCsv } from './export-world.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a CSV file', () => {
  it('gives every text back as it was, but for the mark before a formula', async () => {
    const owner = await app.signUp();
    await conversations(
      app,
      owner,
      NASTY.map((endReason, index) => ({ endReason, startedAt: `2026-03-01T12:00:${String(index).padStart(2, '0')}Z` })),
    );
    const done = await exported(app, owner.token, { dataset: 'conversations' });
    const [header = [], ...rows] = parseCsv(await fileOf(app, owner.token, done.id));
    expect(done).toMatchObject({ status: 'completed', rows: NASTY.length, rowsExpected: NASTY.length, failure: null });
    expect(header.slice(0, 3)).toEqual(['id', 'agentId', 'agentName']);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
    expect(rows.map((row) => row[header.indexOf('endReason')])).toEqual(NASTY.map(guarded));
    expect(rows[3]?.[header.indexOf('startedAt')]).toBe('2026-03-01T12:00:03.000Z');
  });

  it('tells nothing from an empty text, and numbers from formulas', async () => {
    const owner = await app.signUp();
    await conversations(app, owner, [{ endReason: '' }, { endReason: null }]);
    const done = await exported(app, owner.token, { dataset: 'conversations' });
    const lines = (await fileOf(app, owner.token, done.id)).split('\r\n').filter(Boolean);
    expect(
      lines
        .slice(1)
        .map((line) => line.endsWith(',""'))
        .sort(),
    ).toEqual([false, true]);
    await app.owner.query(
      `insert into invoices (id, tenant_id, stripe_invoice_id, number, status, total, currency, period_start, period_end, created_at, updated_at)
       values ($1, $2, 'in_' || $3, '-7', 'paid', -500, 'usd', now(), now(), now(), now())`,
      [newId(), owner.tenantId, newId()],
    );
    const invoices = await exported(app, owner.token, { dataset: 'invoices' });
    const [header = [], row = []] = parseCsv(await fileOf(app, owner.token, invoices.id));
    expect([row[header.indexOf('number')], row[header.indexOf('total')]]).toEqual(["'-7", '-500']);
  });

  it('begins with a byte-order mark where one is asked for', async () => {
    const owner = await app.signUp();
    const plain = await exported(app, owner.token, { dataset: 'members' });
    const marked = await exported(app, owner.token, { dataset: 'members', hasByteOrderMark: true });
    const [first, second] = [await fileOf(app, owner.token, plain.id), await fileOf(app, owner.token, marked.id)];
    expect(second).toBe(`\ufeff${first}`);
    expect(marked.bytes).toBe(plain.bytes + 3);
    expect(Buffer.byteLength(second)).toBe(marked.bytes);
    expect(first).toContain(owner.email);
  });

  it('holds the rows of its own tenant only, and those the filters leave', async () => {
    const [owner, other] = [await app.signUp(), await app.signUp()];
    await conversations(app, other, [{ sessionId: 'of-somebody-else' }]);
    const agentId = await conversations(app, owner, [
      { sessionId: 'before', startedAt: '2026-03-28T22:59:59Z' },
      { sessionId: 'first', startedAt: '2026-03-28T23:00:00Z', channel: 'phone' },
      // the day has 23 hours in Berlin
      { sessionId: 'last', startedAt: '2026-03-29T21:59:59Z', status: 'failed' },
      { sessionId: 'after', startedAt: '2026-03-29T22:00:00Z' },
    ]);
    const sessions = async (filters: Readonly<Record<string, unknown>>): Promise<string[]> => {
      const done = await exported(app, owner.token, { dataset: 'conversations', filters });
      const [header = [], ...rows] = parseCsv(await fileOf(app, owner.token, done.id));
      return rows.map((row) => row[header.indexOf('sessionId')] ?? '');
    };
    const day = { from: '2026-03-29', to: '2026-03-30', timeZone: 'Europe/Berlin' };
    expect(await sessions({})).toEqual(['before', 'first', 'last', 'after']);
    expect(await sessions(day)).toEqual(['first', 'last']);
    expect(await sessions({ ...day, channel: 'phone', agentId })).toEqual(['first']);
    expect(await sessions({ ...day, status: 'failed', outcome: 'unknown' })).toEqual(['last']);
    expect(await sessions({ agentId: (await createAgent(app, owner.token)).id })).toEqual([]);
  });

  it('is what the rows are, whatever people write', async () => {
    const owner = await app.signUp();
    const agent = await createAgent(app, owner.token);
    const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((value) => !value.includes('\0') && !/\p{Cs}/u.test(value));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 30 }), (texts) => isRoundTrip(owner, agent.id, texts)),
      { numRuns: 12 },
    );
  });
});

async function isRoundTrip(owner: TestOwner, agentId: string, texts: readonly string[]): Promise<void> {
  await app.owner.query('delete from conversations where tenant_id = $1', [owner.tenantId]);
  const conversationId = newId();
  await app.owner.query(
    `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at) values ($1, $2, $3, 'nasty', 'api', 'open', now())`,
    [conversationId, owner.tenantId, agentId],
  );
  await app.owner.query(
    `insert into transcript_turns (id, tenant_id, conversation_id, position, speaker, text, started_at)
     select uuid_v7(), $1, $2, n, 'visitor', t, now() from unnest($3::text[]) with ordinality u(t, n)`,
    [owner.tenantId, conversationId, texts],
  );
  const csv = await exported(app, owner.token, { dataset: 'transcript_turns' });
  const [header = [], ...rows] = parseCsv(await fileOf(app, owner.token, csv.id));
  expect(rows.map((row) => row[header.indexOf('text')])).toEqual(texts.map(guarded));
  const json = await exported(app, owner.token, { dataset: 'transcript_turns', format: 'json' });
  const lines = (await fileOf(app, owner.token, json.id)).split('\n').filter(Boolean);
  expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(texts);
  expect([csv.rows, json.rows]).toEqual([texts.length, texts.length]);
}

describe('JSON lines', () => {
  it('hold one object a line, with numbers as numbers and texts as they are', async () => {
    const owner = await app.signUp();
    await conversations(
      app,
      owner,
      NASTY.map((endReason, index) => ({ endReason, startedAt: `2026-03-01T12:00:${String(index).padStart(2, '0')}Z` })),
    );
    const done = await exported(app, owner.token, { dataset: 'conversations', format: 'json' });
    const text = await fileOf(app, owner.token, done.id);
    expect(text.endsWith('}\n')).toBe(true);
    const lines = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ endReason }) => endReason)).toEqual(NASTY);
    expect(lines[0]).toMatchObject({ turnCount: 0, endedAt: null, startedAt: '2026-03-01T12:00:00.000Z', channel: 'api' });
    expect(done.fileName).toMatch(/^conversations-\d{8}-\d{6}Z\.jsonl$/);
  });
});

describe('an empty table', () => {
  it.each(['conversations', 'transcript_turns', 'tool_executions', 'usage_events', 'invoices', 'members', 'referrals'])(
    '%s can be written in both formats, and says how many rows it has',
    async (dataset) => {
      const owner = await app.signUp();
      for (const format of ['csv', 'json']) {
        const done = await exported(app, owner.token, { dataset, format });
        expect(done).toMatchObject({ status: 'completed', rows: dataset === 'members' ? 1 : 0, format });
        expect(Buffer.byteLength(await fileOf(app, owner.token, done.id))).toBe(done.bytes);
      }
    },
  );
});

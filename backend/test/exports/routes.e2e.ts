import type { Export, ExportDownload, ExportList, Problem } from '@orbisvoice/shared-dto';
import { DAY_DATASETS, EXPORT_DATASET_NAMES } from '@orbisvoice/shared-dto/values';
import { DatasetSources } from '../../src/modules/exports/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { createApiKey } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { ask, conversations, exported, fileOf, linkOf, look, type Order } from './export-world.js';

let app: TestApp;
let owner: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ environment: { EXPORT_MAX_UNFINISHED: '2' } });
});
afterAll(() => app.close());
beforeEach(async () => {
  owner = await app.signUp();
});

const audited = async (tenantId: string): Promise<string[]> => {
  const text = `select action from audit_entries where tenant_id = $1 and action like 'export.%' order by seq`;
  return (await app.owner.query<{ action: string }>(text, [tenantId])).rows.map(({ action }) => action);
};
const problem = (answer: { body: unknown }): Problem => answer.body as Problem;

/** Filters that another dataset knows, or takes such a word for. */
const FOREIGN_WORDS: readonly [dataset: string, filters: Readonly<Record<string, unknown>>, field: string][] = [
  ['tool_executions', { channel: 'fax' }, 'channel'],
  ['tool_executions', { status: 'open' }, 'status'],
  ['tool_executions', { status: 'vanished' }, 'status'],
  ['tool_executions', { cause: '' }, 'cause'],
  ['tool_executions', { tool: 't'.repeat(65) }, 'tool'],
  ['tool_executions', { attempts: 'first' }, 'attempts'],
  ['conversations', { status: 'paid' }, 'status'],
  ['conversations', { tool: 'book' }, 'tool'],
  ['analytics_tools', { channel: 'playground' }, 'channel'],
  ['widget_visits', { step: 'end' }, 'step'],
  ['widget_visits', { funnel: 'strict' }, 'step'],
  ['widget_visits', { step: 'open', funnel: 'loose' }, 'funnel'],
  ['referrals', { status: 'completed' }, 'status'],
  ['referrals', { channel: 'Spring Fair' }, 'channel'],
  ['referrals', { hold: 'over' }, 'hold'],
  ['referral_visits', { status: 'converted' }, 'status'],
  ['invoices', { status: 'draft' }, 'status'],
  ['usage_events', { state: 'open' }, 'state'],
  ['usage_events', { invoiceId: 'E-1' }, 'invoiceId'],
  ['webhook_deliveries', { status: 'timed_out' }, 'status'],
  ['webhook_deliveries', { event: 'agent.painted' }, 'event'],
  ['webhook_deliveries', { endpointId: 'x' }, 'endpointId'],
  ['agents', { search: ' ' }, 'search'],
  ['agents', { isActive: 'true' }, 'isActive'],
  ['exports', { dataset: 'nothing' }, 'dataset'],
  ['exports', { status: 'reversed' }, 'status'],
];

describe('asking for an export', () => {
  it.each([
    [{ dataset: 'nothing' }, 'dataset'],
    [{ dataset: 'members', format: 'xml' }, 'format'],
    [{ dataset: 'members', format: 'pdf' }, 'format'],
    [{ dataset: 'members', filters: { from: '2026-01-01' } }, 'filters.from'],
    [{ dataset: 'usage_events', filters: { channel: 'api' } }, 'filters.channel'],
    [{ dataset: 'conversations', filters: { interval: 'day' } }, 'filters.interval'],
    [{ dataset: 'conversations', filters: { from: '2026-02-30' } }, 'filters.from'],
    [{ dataset: 'conversations', filters: { from: '2026-02-02', to: '2026-02-02' } }, 'filters.to'],
    [{ dataset: 'conversations', filters: { timeZone: 'Mars/Olympus' } }, 'filters.timeZone'],
    [{ dataset: 'conversations', filters: { agentId: 'x' } }, 'filters.agentId'],
    ...DAY_DATASETS.map((dataset): [Order, string] => [{ dataset, filters: { to: '2026-02-02T10:00:00Z' } }, 'filters.to']),
    [{ dataset: 'conversations', filters: { shape: 'round' } }, 'filters.shape'],
    [{ dataset: 'conversations', filters: { visitor: 'new' } }, 'filters.from'],
    [{ dataset: 'conversations', filters: { isCounted: 'true' } }, 'filters.isCounted'],
    [{ dataset: 'invoices', filters: { isCounted: true } }, 'filters.isCounted'],
    [{ dataset: 'transcript_turns', filters: { length: 'none' } }, 'filters.length'],
    ...FOREIGN_WORDS.map(([dataset, filters, field]): [Order, string] => [{ dataset, filters }, `filters.${field}`]),
  ])('%j is refused, and %s is named', async (body, field) => {
    const answer = await ask(app, owner.token, body);
    expect(answer.status).toBe(400);
    expect(problem(answer).fields?.map(({ path }) => path)).toEqual([field]);
    expect(await audited(owner.tenantId)).toEqual([]);
  });

  it('needs the permission to read the rows, of a person and of a key', async () => {
    const key = await createApiKey(app, owner.token, { scopes: ['exports.read', 'exports.write', 'conversations.read'] });
    expect(await ask(app, key.secret, { dataset: 'invoices' })).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    const mine = await ask(app, key.secret, { dataset: 'conversations' });
    expect(mine).toMatchObject({ status: 201, body: { status: 'queued', requestedBy: null } });
    const reader = await createApiKey(app, owner.token, { scopes: ['exports.read'] });
    expect((await ask(app, reader.secret, { dataset: 'conversations' })).status).toBe(403);
    await app.settle();
    expect((await app.request('GET', `/exports/${mine.body.id}/download`, { token: reader.secret })).status).toBe(403);
    expect((await app.request('GET', `/exports/${mine.body.id}/download`, { token: key.secret })).status).toBe(200);
  });

  it('is one export for one Idempotency-Key, and not more than a few at once', async () => {
    const headers = { 'idempotency-key': newId() };
    const [first, again] = [
      await ask(app, owner.token, { dataset: 'members' }, headers),
      await ask(app, owner.token, { dataset: 'members' }, headers),
    ];
    expect(again.body).toEqual(first.body);
    // the stored answer is gone, the export's own key is not
    await app.owner.query('delete from idempotency_keys where tenant_id = $1', [owner.tenantId]);
    expect((await ask(app, owner.token, { dataset: 'members' }, headers)).body.id).toBe(first.body.id);
    await app.owner.query('delete from idempotency_keys where tenant_id = $1', [owner.tenantId]);
    for (const other of [{ dataset: 'referrals' }, { dataset: 'members', format: 'json' }, { dataset: 'members', hasByteOrderMark: true }])
      expect(await ask(app, owner.token, other, headers)).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
    const answers = await Promise.all([1, 2, 3].map(() => ask(app, owner.token, { dataset: 'members' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(problem(answers.find(({ status }) => status === 409) ?? { body: {} })).toMatchObject({
      code: 'exports.limit_reached',
      params: { limit: 2 },
    });
    await app.settle();
    expect((await ask(app, owner.token, { dataset: 'members' })).status).toBe(201);
  });

  it('is refused under an Idempotency-Key that asked for other days', async () => {
    const headers = { 'idempotency-key': newId() };
    const filters = { from: '2026-01-01', to: '2026-02-01', channel: 'api' };
    const first = await ask(app, owner.token, { dataset: 'conversations', filters }, headers);
    const forget = () => app.owner.query('delete from idempotency_keys where tenant_id = $1', [owner.tenantId]);
    await forget();
    const turned = { channel: 'api', to: '2026-02-01', from: '2026-01-01' };
    expect((await ask(app, owner.token, { dataset: 'conversations', filters: turned }, headers)).body.id).toBe(first.body.id);
    await forget();
    const other = await ask(app, owner.token, { dataset: 'conversations', filters: { ...filters, to: '2026-03-01' } }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
  });

  it('is on record with what narrowed it', async () => {
    await ask(app, owner.token, { dataset: 'exports', filters: { dataset: 'members', status: 'failed' } });
    const text = `select changes from audit_entries where tenant_id = $1 and action = 'export.created'`;
    const { rows } = await app.owner.query<{ changes: unknown }>(text, [owner.tenantId]);
    const after = { dataset: 'exports', format: 'csv', 'filters.dataset': 'members', status: 'failed' };
    expect(rows).toEqual([
      { changes: Object.fromEntries(Object.entries(after).map(([name, value]) => [name, { before: null, after: value }])) },
    ]);
  });

  it('says so where nobody writes the dataset', async () => {
    const sources = app.get(DatasetSources);
    expect(sources.names()).toEqual(EXPORT_DATASET_NAMES);
    const without = jest.spyOn(sources, 'of').mockReturnValue(undefined);
    const answer = await ask(app, owner.token, { dataset: 'members' });
    without.mockRestore();
    expect(answer).toMatchObject({ status: 409, body: { code: 'exports.dataset_unavailable', params: { dataset: 'members' } } });
    expect(await audited(owner.tenantId)).toEqual([]);
    expect((await app.request<ExportList>('GET', '/exports', { token: owner.token })).body.items).toEqual([]);
  });
});

describe('the list', () => {
  it('has every export once, newest first, by state and dataset', async () => {
    const done = await exported(app, owner.token, { dataset: 'members' });
    const turns = await exported(app, owner.token, { dataset: 'transcript_turns' });
    const waiting = (await ask(app, owner.token, { dataset: 'members' })).body;
    const list = async (query: string): Promise<ExportList> =>
      (await app.request<ExportList>('GET', `/exports?${query}`, { token: owner.token })).body;
    expect((await list('')).items.map(({ id }) => id)).toEqual([waiting.id, turns.id, done.id]);
    expect((await list('status=completed&dataset=members')).items).toEqual([done]);
    const first = await list('pageSize=2');
    const second = await list(`pageSize=2&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([waiting.id, turns.id, done.id]);
    expect(second.next).toBeNull();
    expect(done).toMatchObject({ requestedBy: 'Test Owner', fileName: expect.stringMatching(/^members-.*\.csv$/) as string });
    const bad = await app.request<Problem>('GET', '/exports?cursor=WyJ4IiwieSJd', { token: owner.token });
    expect(bad).toMatchObject({ status: 400, body: { fields: [{ path: 'cursor' }] } });
  });

  it('and everything else of another workspace does not exist', async () => {
    const other = await app.signUp();
    const { id } = await exported(app, owner.token, { dataset: 'members' });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/download'],
      ['POST', '/cancel'],
      ['POST', '/retry'],
      ['DELETE', ''],
    ] as const) {
      const answer = await app.request(method, `/exports/${id}${path}`, { token: other.token });
      expect([method, path, answer.status, problem(answer).code]).toEqual([method, path, 404, 'exports.not_found']);
    }
    expect((await app.request<ExportList>('GET', '/exports', { token: other.token })).body.items).toEqual([]);
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'completed' });
  });
});

describe('a download', () => {
  it('is a link for five minutes, on record, that needs no session', async () => {
    const { id, fileName, bytes } = await exported(app, owner.token, { dataset: 'members' });
    const { body } = await app.request<ExportDownload>('GET', `/exports/${id}/download`, { token: owner.token });
    const left = Date.parse(body.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(280_000);
    expect(left).toBeLessThanOrEqual(300_000);
    const response = await fetch(await linkOf(app, owner.token, id), { headers: { 'accept-encoding': 'gzip, br' } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-length': String(bytes),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
    });
    expect(await audited(owner.tenantId)).toEqual(['export.created', 'export.completed', 'export.downloaded', 'export.downloaded']);
  });

  it('comes in parts', async () => {
    const { id, bytes } = await exported(app, owner.token, { dataset: 'members' });
    const [url, whole] = [await linkOf(app, owner.token, id), await fileOf(app, owner.token, id)];
    const part = (headers: Record<string, string>): Promise<Response> => fetch(url, { headers });
    const middle = await part({ range: 'bytes=3-9' });
    expect([middle.status, middle.headers.get('content-range'), await middle.text()]).toEqual([
      206,
      `bytes 3-9/${bytes}`,
      whole.slice(3, 10),
    ]);
    const tag = middle.headers.get('etag') ?? '';
    const rest = await part({ range: 'bytes=10-', 'if-range': tag });
    expect([rest.status, await rest.text()]).toEqual([206, whole.slice(10)]);
    const another = await part({ range: 'bytes=10-', 'if-range': '"other"' });
    expect([another.status, await another.text()]).toEqual([200, whole]);
    const beyond = await part({ range: `bytes=${bytes}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes}`]);
  });

  it('works for nobody who changed the link, and not for a file that is gone', async () => {
    const { id } = await exported(app, owner.token, { dataset: 'members' });
    const url = await linkOf(app, owner.token, id);
    const at = url.lastIndexOf('/') + 1;
    for (const place of [0, 30, 50, 87]) {
      const forged = url.slice(0, at + place) + (url[at + place] === 'A' ? 'B' : 'A') + url.slice(at + place + 1);
      expect([place, (await fetch(forged)).status]).toEqual([place, 404]);
    }
    expect((await fetch(`${url}A`)).status).toBe(404);
    expect((await app.request('DELETE', `/exports/${id}`, { token: owner.token })).status).toBe(204);
    expect((await fetch(url)).status).toBe(404);
    expect((await app.request('GET', `/exports/${id}`, { token: owner.token })).status).toBe(404);
    expect((await audited(owner.tenantId)).at(-1)).toBe('export.deleted');
  });

  it('is not there before the export is completed', async () => {
    const { body } = await ask(app, owner.token, { dataset: 'members' });
    const answer = await app.request<Problem>('GET', `/exports/${body.id}/download`, { token: owner.token });
    expect(answer).toMatchObject({ status: 409, body: { code: 'exports.not_ready' } });
  });
});

describe('canceling and asking again', () => {
  it('ends what waits, and begins it anew', async () => {
    await conversations(app, owner, [{}]);
    const { id } = (await ask(app, owner.token, { dataset: 'conversations' })).body;
    const cancel = (): ReturnType<typeof app.request<Export>> =>
      app.request<Export>('POST', `/exports/${id}/cancel`, { token: owner.token });
    const retry = (): ReturnType<typeof app.request<Export>> => app.request<Export>('POST', `/exports/${id}/retry`, { token: owner.token });
    expect(await retry()).toMatchObject({ status: 409, body: { code: 'exports.not_retryable' } });
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'canceled' } });
    expect((await cancel()).status).toBe(200);
    await app.settle();
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'canceled', rows: 0 });
    expect(await retry()).toMatchObject({ status: 200, body: { status: 'queued', finishedAt: null } });
    await app.settle();
    expect(await look(app, owner.token, id)).toMatchObject({ status: 'completed', rows: 1 });
    expect(await cancel()).toMatchObject({ status: 409, body: { code: 'exports.finished' } });
    const expected = ['export.created', 'export.canceled', 'export.retried', 'export.completed'];
    expect(await audited(owner.tenantId)).toEqual(expected);
  });
});

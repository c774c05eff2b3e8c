import { PassThrough } from 'node:stream';
import { ConversationList, ExportFilters } from '@orbisvoice/shared-dto';
import { DatasetSources } from '../../src/modules/exports/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import { fill, SPANS } from '../analytics/rows-of-figures-data.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { parseCsv } from './export-world.js';

let app: TestApp;
let owner: TestOwner;
const [berlin] = SPANS;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  const agentIds = [(await createAgent(app, owner.token)).id] as const;
  await fill(app.owner, { tenantId: owner.tenantId, agentIds }, berlin);
});
afterAll(() => app.close());

async function listed(filters: object): Promise<string[]> {
  const words = Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]);
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams([...words, ...(cursor ? [['cursor', cursor] as [string, string]] : [])]);
    const { body } = await app.request('GET', `/conversations?${query.toString()}`, { token: owner.token });
    const page = ConversationList.parse(body);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return ids;
}

async function written(filters: object): Promise<string[]> {
  const source = app.get(DatasetSources).of('conversations');
  if (!source) throw new Error('nobody writes conversations');
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const request = { exportId: newId(), dataset: 'conversations', format: 'csv', askedAt: new Date(), timeZone: berlin.timeZone } as const;
  await source.write(
    { ...request, tenantId: tenantIdOf(owner.tenantId), filters: ExportFilters.parse(filters) },
    { stream, signal: new AbortController().signal, progress: () => undefined },
  );
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => row[head.indexOf('id')] ?? '');
}

it.each([
  { isCounted: true, outcome: 'known' },
  { country: 'DE', isCounted: true },
  { device: 'mobile' },
  { browser: 'other', isCounted: false },
  { unsaid: 'country' },
  { unsaid: 'browser', country: 'DE' },
  { weekday: 7 },
  { hour: 3 },
  { weekday: 7, hour: 1, isCounted: true },
  { length: 'some', hasFirstResponse: true },
  { measuredStage: 'think', isCounted: true },
  { visitor: 'returning', oncePerVisitor: true },
  { visitor: 'new', country: 'FR' },
  { from: '2026-03-28T23:30:00.000Z', to: '2026-03-29T05:00:00Z' },
])('a file by %j holds the rows of the list, the oldest first', async (filters) => {
  const of = { ...berlin, ...filters };
  const rows = await listed(of);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan((await listed(berlin)).length);
  expect(await written(of)).toEqual(rows.reverse());
});

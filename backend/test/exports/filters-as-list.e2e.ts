import { fill, SPANS } from '../analytics/rows-of-figures-data.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { listed, written } from './list-and-file.js';

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
  const rows = await listed(app, owner.token, of);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan((await listed(app, owner.token, berlin)).length);
  expect(await written(app, owner.tenantId, { dataset: 'conversations', filters: of })).toEqual(rows.reverse());
});

import { AgentAnalytics, EngagementAnalytics } from '@orbisvoice/shared-dto';
import { ReportDocuments } from '../../src/modules/analytics/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { insertTalks } from './engagement-rows.js';
import { insertCalls } from './tool-calls.js';

const DAYS = { from: '2025-06-11', to: '2025-06-12', timeZone: 'UTC' };
const AT = '2025-06-11T12:00:00Z';

let app: TestApp;
let owner: TestOwner;
let agentId: string;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  owner = await app.signUp();
  agentId = (await createAgent(app, owner.token)).id;
});

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `name ${String(index).padStart(2, '0')}`);

async function answer(path: string): Promise<unknown> {
  const { status, body } = await app.request('GET', `${path}?${new URLSearchParams(DAYS).toString()}`, { token: owner.token });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

/** Rows of a table as files have them. */
async function rowsOf(key: string): Promise<unknown> {
  const { tables } = await app.get(ReportDocuments).of(tenantIdOf(owner.tenantId), DAYS, 'Report');
  return tables.find((table) => table.key === key)?.rows;
}

it('shows fifty browsers at most, those that said nothing among them, and loses no conversation', async () => {
  const names = numbered(60);
  const said = [...names, ...names, 'other', null];
  await insertTalks(
    app.owner,
    owner.tenantId,
    said.map((browser, index) => ({
      ...{ sessionId: `s${index}`, agentId, channel: 'widget', outcome: 'unknown', visitorId: null, country: null, device: null, browser },
      ...{ startedAt: Date.parse(AT), countedAt: Date.parse(AT) },
    })),
  );
  const { browsers } = EngagementAnalytics.parse(await answer('/analytics/engagement'));
  expect(browsers.map(({ value }) => value)).toEqual([...names.slice(0, 48), null, 'other']);
  expect(browsers.at(-1)).toEqual({ value: 'other', conversations: 12 * 2 + 1, share: 25 / said.length });
  expect(browsers.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(said.length);
  expect(await rowsOf('browsers')).toEqual(browsers.map(({ value, conversations, share }) => [value, conversations, share]));
});

it('shows fifty tools at most, and files the same ones', async () => {
  const call = { at: AT, agentId, channel: 'widget', isCounted: true, status: 'succeeded', durationMs: 100, error: null } as const;
  const names = numbered(55);
  await insertCalls(
    app.owner,
    owner.tenantId,
    names.map((tool) => ({ ...call, tool })),
  );
  const { tools, figures } = AgentAnalytics.parse(await answer('/analytics/agents'));
  expect(tools.map(({ tool, calls }) => [tool, calls])).toEqual([...names.slice(0, 49).map((name) => [name, 1]), ['other', 6]]);
  expect(tools.reduce((sum, { calls }) => sum + calls, 0)).toBe(figures.tool_calls.value);
  expect(await rowsOf('tools')).toEqual(
    tools.map((row) => [
      row.agentName,
      row.tool,
      row.calls,
      row.attempts,
      row.retried,
      row.failed,
      row.timedOut,
      row.errorRate,
      row.durationMedian,
      row.durationP95,
    ]),
  );
});

import { AgentAnalytics, ConversationAnalytics, EngagementAnalytics, ReferralAnalytics } from '@orbisvoice/shared-dto';
import { METRICS, metricText, RESPONSE_STAGE_LABELS, type MetricKey } from '@orbisvoice/shared-dto/values';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { PUBLIC_URL } from '../email/choices.js';
import { inbox, mailsTo } from '../email/mails.js';
import { exported, fileOf } from '../exports/export-world.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { csvLinesOf } from '../harness/csv-lines.js';
import { pdfText } from '../harness/pdf-text.js';
import { freshDatabase } from '../harness/postgres.js';
import { makeDue, pdfOf, runReports, schedule } from '../reports/report-world.js';
import { COUNTED_BY_HAND, FULL_WEEK_ZONE, insertFullWeek, lastWeek } from './full-week.js';

jest.setTimeout(120_000);

const ZONE = FULL_WEEK_ZONE;

let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;
let range: { from: string; to: string };

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL }, database: await freshDatabase() });
  owner = await app.signUp({ company: 'Fixture Ltd' });
  range = lastWeek();
  const agents = await Promise.all(['Ava', '=Ben, the "second"'].map((name) => createAgent(app, owner.token, { name })));
  const [ava, ben] = agents.map(({ id }) => id);
  await insertFullWeek(app.owner, { week: range, tenantId: owner.tenantId, agentIds: [ava ?? '', ben ?? ''] });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const query = (): string => `?from=${range.from}&to=${range.to}&timeZone=${encodeURIComponent(ZONE)}`;
const filters = () => ({ ...range, timeZone: ZONE });

const answer = async (page: string): Promise<unknown> =>
  (await app.request('GET', `/analytics/${page}${query()}`, { token: owner.token })).body;

async function api() {
  const conversations = ConversationAnalytics.parse(await answer('conversations'));
  const agents = AgentAnalytics.parse(await answer('agents'));
  const engagement = EngagementAnalytics.parse(await answer('engagement'));
  const referrals = ReferralAnalytics.parse(await answer('referrals'));
  const figures = { ...agents.figures, ...conversations.figures, ...engagement.figures, ...referrals.figures };
  return { conversations, agents, engagement, referrals, figures };
}

async function csvOf(dataset: string): Promise<string[][]> {
  const { id, status } = await exported(app, owner.token, { dataset, filters: filters() });
  expect([dataset, status]).toEqual([dataset, 'completed']);
  return csvLinesOf(await fileOf(app, owner.token, id));
}

/** Stages of all agents and of each, as their rows are told. */
const stagesOf = ({ stages, agents }: AgentAnalytics) =>
  [{ agentName: 'All agents', stages }, ...agents].flatMap(({ agentName, stages: parts }) =>
    parts.map(({ stage, ...figures }) => ({ agentName, stage: RESPONSE_STAGE_LABELS[stage], ...figures })),
  );

it('is one number by API, CSV, PDF and mail', async () => {
  const { figures, conversations, agents, engagement, referrals } = await api();
  for (const [key, count] of Object.entries(COUNTED_BY_HAND))
    expect([key, figures[key as keyof typeof figures].value]).toEqual([key, count]);
  // a figure that is nothing is equal everywhere: each of these is something
  expect(Object.entries(figures).filter(([, { value }]) => value === null || value === 0)).toEqual([]);
  const told = Object.entries(figures).map(
    ([key, { value }]) => [key as MetricKey, metricText(value, METRICS[key as MetricKey].unit)] as const,
  );

  const report = await csvOf('report');
  const textOf = (key: MetricKey): string | undefined => {
    const row = report.find(
      ([table, , column, , value]) => table === 'figures' && column === 'figure' && value === METRICS[key].label,
    )?.[1];
    return report.find(([table, place, column]) => table === 'figures' && place === row && column === 'value')?.[5];
  };
  for (const [key, text] of told) expect([key, textOf(key)]).toEqual([key, text]);

  const [head, ...points] = await csvOf('analytics_conversations');
  const at = head?.indexOf('conversations') ?? -1;
  expect(points.map((point) => Number(point[at]))).toEqual(conversations.series.map((point) => point.conversations));
  const agentRows = await csvOf('analytics_agents');
  expect(agentRows.slice(1).map(([name, , count]) => [name, Number(count)])).toEqual(
    agents.agents.map(({ agentName, conversations: count }) => [agentName.startsWith('=') ? `'${agentName}` : agentName, count]),
  );

  const stages = stagesOf(agents);
  expect(stages.flatMap(({ measured, median, p95, p99 }) => [measured, median, p95, p99]).every((figure) => Number(figure) > 0)).toBe(true);
  const named = (name: string): string => (name.startsWith('=') ? `'${name}` : name);
  const [, ...stageRows] = await csvOf('analytics_stages');
  expect(stageRows).toEqual(stages.map(({ agentName, ...figures }) => [named(agentName), ...Object.values(figures).map(String)]));
  const inReport = report.filter(([table, , column]) => table === 'response_stages' && column === 'p99').map(([, , , , value]) => value);
  expect(inReport).toEqual(stages.map(({ p99 }) => String(p99)));
  const toolRows = await csvOf('analytics_tools');
  expect(toolRows[0]?.slice(1, 5)).toEqual(['tool', 'calls', 'attempts', 'retried']);
  expect(toolRows.slice(1).map((row) => row.slice(1, 5))).toEqual(
    agents.tools.map(({ tool, calls, attempts, retried }) => [tool, ...[calls, attempts, retried].map(String)]),
  );

  for (const [dataset, series] of [
    ['analytics_engagement', engagement.series],
    ['analytics_referrals', referrals.series],
  ] as const) {
    const [names = [], ...rows] = await csvOf(dataset);
    expect(rows).toEqual(series.map((point) => names.map((name) => String(Reflect.get(point, name) ?? ''))));
  }

  const { id } = await schedule(app, owner, { timeZone: ZONE });
  await makeDue(app, id);
  await runReports(app);
  const [mail] = mailsTo(mailbox, owner.email).filter(({ template }) => template === 'scheduled-report');
  const leading = told.filter(([key]) => mail?.text.includes(METRICS[key].label));
  expect(leading.length).toBeGreaterThanOrEqual(3);
  const said = mail?.text.replace(/\s+/g, ' ') ?? '';
  for (const [key, text] of leading) expect(said).toContain(`${METRICS[key].label}: ${text}`);

  const text = pdfText(await pdfOf(mail));
  for (const [key, value] of told) expect(text).toContain(`${METRICS[key].label} ${value}`);
  for (const { agentName } of agents.agents) expect(text).toContain(agentName);
  for (const { stage, measured, ...times } of stages) {
    const told = [
      metricText(measured, 'count'),
      ...Object.values(times).flatMap((ms) => (typeof ms === 'number' ? [metricText(ms, 'milliseconds')] : [])),
    ];
    expect(text).toContain(`${stage} ${told.join(' ')}`);
  }
});

it('is the number of rows in the file of tool executions, too', async () => {
  const { figures } = await api();
  const rowsOf = async (attempts?: string): Promise<number> => {
    const chosen = { ...filters(), isCounted: true, ...(attempts && { attempts }) };
    const { rows } = await exported(app, owner.token, { dataset: 'tool_executions', filters: chosen });
    return rows;
  };
  const { tool_calls: calls, tool_attempts: attempts, tool_retry_rate: retries } = figures;
  expect([await rowsOf('last'), await rowsOf(), await rowsOf('retried')]).toEqual([calls.value, attempts.value, retries.numerator]);
  // of ten attempts that failed, a retry saved five
  expect(figures.tool_error_rate).toMatchObject({ numerator: 5, denominator: 30 });
  expect(retries.numerator).toBe(5);
});

it('is one number as JSON lines, too', async () => {
  const { conversations, agents } = await api();
  const { id } = await exported(app, owner.token, { dataset: 'analytics_conversations', format: 'json', filters: filters() });
  const lines = (await fileOf(app, owner.token, id)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(conversations.series);
  const stages = await exported(app, owner.token, { dataset: 'analytics_stages', format: 'json', filters: filters() });
  const rows = (await fileOf(app, owner.token, stages.id)).trimEnd().split('\n');
  expect(rows.map((line) => JSON.parse(line) as unknown)).toEqual(stagesOf(agents));
});

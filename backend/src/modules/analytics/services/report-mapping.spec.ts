import { METRICS, METRICS_VERSION, RESPONSE_STAGE_LABELS } from '@orbisvoice/shared-dto/values';
import { SAMPLE_ANSWERS } from '../../../../bench/sample-report.js';
import { intervalOf } from './report-documents.js';
import { reportOf } from './report-mapping.js';

const { conversations, agents, engagement, referrals } = SAMPLE_ANSWERS;
const document = reportOf('Monthly report', SAMPLE_ANSWERS);
const table = (key: string) => {
  const found = document.tables.find((one) => one.key === key);
  if (!found) throw new Error(`no table ${key}`);
  return found;
};

describe('a report document', () => {
  it('carries the head of its answers, without their figures', () => {
    expect(document.head).toEqual({
      asOf: conversations.asOf,
      timeZone: 'Europe/Berlin',
      from: '2026-10-01',
      to: '2026-11-01',
      interval: 'day',
      definitionVersion: METRICS_VERSION,
      previous: { from: '2026-08-31', to: '2026-10-01' },
    });
  });

  it('tells every metric of the product once, as its answer does', () => {
    expect(document.figures.map(({ key }) => key)).toEqual(Object.keys(METRICS));
    const all = { ...referrals.figures, ...engagement.figures, ...agents.figures, ...conversations.figures };
    for (const { key, ...figure } of document.figures) expect(figure).toEqual(all[key]);
  });

  it('has every row and every number of every answer', () => {
    const numbers = (value: unknown): number => JSON.stringify(value).match(/(?<=[:[,])-?\d/g)?.length ?? 0;
    expect(table('conversations').rows).toHaveLength(conversations.series.length);
    expect(numbers(table('conversations').rows)).toBe(numbers(conversations.series));
    expect(table('agents').rows.map(([name]) => name)).toEqual(agents.agents.map(({ agentName }) => agentName));
    const [all, ...others] = [agents, ...agents.agents].map(({ stages }) =>
      stages.map(({ stage, ...figures }) => [RESPONSE_STAGE_LABELS[stage], ...Object.values(figures)]),
    );
    const named = agents.agents.flatMap(({ agentName }, index) => others[index]?.map((figures) => [agentName, ...figures]) ?? []);
    // the last one measured nothing, of which there are no rows
    expect(table('response_stages').rows).toEqual([...(all ?? []).map((figures) => ['All agents', ...figures]), ...named.slice(0, -3)]);
    expect(table('tools').rows).toHaveLength(agents.tools.length);
    expect(table('tool_causes').rows).toEqual(agents.toolCauses.map(({ tool, cause, calls }) => [tool, cause, calls]));
    expect(numbers(table('engagement').rows)).toBe(numbers(engagement.series));
    expect(table('countries').rows.at(-1)).toEqual([null, 174, 174 / 1284]);
    expect(table('funnel').rows.map(([, visits]) => visits)).toEqual(engagement.funnel.steps.map(({ visits }) => visits));
    expect(numbers(table('referrals').rows)).toBe(numbers(referrals.series));
    expect(table('referral_channels').rows).toEqual([['direct', 200, 9, 4, 4 / 9]]);
    expect(table('payout').rows.map(([, amount]) => amount)).toEqual([30_000, 10_000, 10_000]);
  });

  it('lays the hours of the week out as days by hours', () => {
    const { rows, columns } = table('peak_hours');
    expect([rows.length, columns.length]).toEqual([7, 25]);
    const cell = conversations.heatMap.find(({ weekday, hour }) => weekday === 3 && hour === 14);
    expect(rows[2]?.[15]).toBe(cell?.conversations);
  });

  it('describes each column', () => {
    for (const { columns, rows } of document.tables) {
      for (const { label, description } of columns) expect([label.length > 1, description.length > 3]).toEqual([true, true]);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('says what of its days was deleted, and nothing where all is there', () => {
    const kept = (keptSince: string) => reportOf('Report', { ...SAMPLE_ANSWERS, engagement: { ...engagement, keptSince }, referrals });
    const found = kept('2026-09-01').tables.find(({ key }) => key === 'kept_since');
    expect(found?.rows).toEqual([['Visits of the widget', '2026-09-01']]);
    expect(kept('2026-08-31').tables.map(({ key }) => key)).toEqual(document.tables.map(({ key }) => key));
  });

  it('leaves out what nobody answered', () => {
    const small = reportOf('Weekly report', { conversations, agents });
    expect(small.tables.map(({ key }) => key)).toEqual([
      'conversations',
      'peak_hours',
      'agents',
      'response_stages',
      'tools',
      'tool_causes',
    ]);
    expect(small.figures.some(({ key }) => key === 'visitors')).toBe(false);
  });
});

describe('intervalOf', () => {
  it.each([
    ['2026-10-01', '2026-11-01', 'day'],
    ['2026-07-01', '2026-10-01', 'week'],
    ['2024-12-01', '2026-12-01', 'month'],
  ] as const)('%s to %s by %s', (from, to, expected) => {
    expect(intervalOf({ from, to })).toBe(expected);
  });

  it('is what was asked for', () => {
    expect(intervalOf({ from: '2026-10-01', to: '2026-11-01', interval: 'week' })).toBe('week');
  });
});

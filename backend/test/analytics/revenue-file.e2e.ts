import type { AuditList, RevenueReport } from '@orbisvoice/shared-dto';
import { metricText } from '@orbisvoice/shared-dto/values';
import type { TestApp } from '../harness/app.js';
import { pdfText } from '../harness/pdf-text.js';
import { openRevenueDesk, type RevenueDesk } from './revenue-desk.js';
import { insertHistories, insertSubscription } from './revenue-rows.js';

const SPAN = { from: '2026-08', to: '2026-11', timeZone: 'Europe/Berlin', currency: 'usd' };
let app: TestApp;
let desk: RevenueDesk;
let report: RevenueReport;

beforeAll(async () => {
  desk = await openRevenueDesk();
  ({ app } = desk);
  const [, growing = ''] = await insertHistories(app.owner, [
    {
      name: 'Leaves',
      signedUpAt: '2026-08-05T08:00:00Z',
      levels: [
        { at: '2026-08-06T08:00:00Z', mrr: 49_900 },
        { at: '2026-10-06T08:00:00Z', mrr: 0 },
      ],
      payments: [{ at: '2026-08-06T08:00:00Z', total: 49_900, tax: 900, lost: { at: '2026-10-02T08:00:00Z', amount: 49_900 } }],
    },
    {
      name: 'Grows',
      signedUpAt: '2026-08-31T22:30:00Z',
      levels: [
        { at: '2026-09-02T08:00:00Z', mrr: 2_900 },
        { at: '2026-10-20T08:00:00Z', mrr: 9_900 },
      ],
      payments: [{ at: '2026-09-02T08:00:00Z', total: 3_451, tax: 551, refunded: { at: '2026-10-03T08:00:00Z', amount: 3_451 } }],
    },
  ]);
  await insertSubscription(app.owner, growing, { status: 'past_due', amount: 9_900, endsWithPeriod: true });
  report = await desk.report(`?${new URLSearchParams(SPAN).toString()}`);
}, 120_000);
afterAll(() => app.close());

const file = (body: object): Promise<Response> =>
  fetch(`${app.url}/api/admin/analytics/revenue/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.staff.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** In a file as on paper: in words. */
const WHY = { no_churn: 'nobody left', few_payers: 'below 30 payers', short_history: 'less than 3 finished months' } as const;

type Cell = string | number | boolean | null;
/** What the page shows, table by table, straight from the answer of the API. */
function shown({ now, months, cohorts, funnel }: RevenueReport): Record<string, Record<string, Cell>[]> {
  const { lifetimeValue, ...standing } = now;
  return {
    now: [
      {
        ...standing,
        lifetimeLow: lifetimeValue.low,
        lifetimeHigh: lifetimeValue.high,
        lifetimeUnknown: lifetimeValue.unknownBecause && WHY[lifetimeValue.unknownBecause],
      },
    ],
    months: months.map(({ month, isOpen, mrrStart, mrrEnd, movements }) => ({ month, isOpen, mrrStart, mrrEnd, ...movements })),
    rates: months.map((row) => {
      const { month, isOpen, grossChurn, netChurn, netRetention, grossRetention, customerChurn, arpu, quickRatio } = row;
      return { month, isOpen, grossChurn, netChurn, netRetention, grossRetention, customerChurn, arpu, quickRatio };
    }),
    tenants: months.map(({ month, isOpen, payersStart, payersEnd, churnedByFailedPayment, tenants }) => {
      return { month, isOpen, payersStart, payersEnd, churnedByFailedPayment, ...tenants };
    }),
    plans: months.flatMap(({ month, plans }) => plans.map((plan) => ({ month, ...plan }))),
    cohorts: cohorts.flatMap(({ month, size, months: ages }) => ages.map((age) => ({ cohort: month, size, ...age }))),
    sign_ups: funnel.cohorts.map((row) => ({ ...row })),
    cash: months.map(({ month, cash }) => ({ month, ...cash })),
  };
}

it('is a CSV in which every figure is that of the page', async () => {
  const answer = await file({ ...SPAN, format: 'csv' });
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="orbisvoice-revenue.csv"']);
  const [head, ...lines] = (await answer.text()).trimEnd().split('\r\n');
  expect(head).toBe('table,row,column,unit,value,text');
  const found = lines.map((line) => {
    const [table = '', row = '', column = '', , value = ''] = line.split(',');
    return [table, row, column, value].join(' ');
  });
  const expected = Object.entries(shown(report)).flatMap(([table, rows]) =>
    rows.flatMap((row, index) => Object.entries(row).map(([column, value]) => `${table} ${index + 1} ${column} ${String(value ?? '')}`)),
  );
  expect(expected.length).toBeGreaterThan(150);
  expect([...found].sort()).toEqual([...expected].sort());
  // and the text is what people read
  expect(lines).toContain(`now,1,mrr,money,9900,${metricText(report.now.mrr, 'money')}`);
});

it('is a PDF with the same figures, and what they mean', async () => {
  const answer = await file({ ...SPAN, format: 'pdf' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const text = pdfText(Buffer.from(await answer.arrayBuffer()));
  for (const words of ['Revenue report', 'Europe/Berlin', '1 August 2026 to 30 November 2026', 'How each month became the next', 'Cohorts'])
    expect(text).toContain(words);
  expect(text).toContain('Payers who left ÷ payers when the month began');
  for (const { mrrEnd, movements, cash, grossRetention } of report.months) {
    for (const cents of [mrrEnd, ...Object.values(movements), ...Object.values(cash)]) expect(text).toContain(metricText(cents, 'money'));
    expect(text).toContain(metricText(grossRetention, 'ratio'));
  }
});

it('is on record, and refused as the report is', async () => {
  const { body } = await app.request<AuditList>('GET', '/admin/audit?action=admin.revenue_exported', { token: desk.staff.token });
  for (const after of ['csv', 'pdf'])
    expect(body.items).toContainEqual(
      expect.objectContaining({ changes: expect.objectContaining({ format: { before: null, after } }) as object }),
    );
  const refused = await file({ ...SPAN, to: '2026-12', format: 'csv' });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('"path":"to"') as string]);
});

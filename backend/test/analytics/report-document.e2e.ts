import { ReportDocuments } from '../../src/modules/analytics/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../harness/app.js';

const DAY = 86_400_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a report as one document', () => {
  it('is of one moment, also when midnight passes while it is made', async () => {
    const { tenantId } = await app.signUp();
    let now = Date.parse('2026-11-20T12:00:00Z');
    const clock = jest.spyOn(app.get(Clock), 'now').mockImplementation(() => new Date((now += DAY)));
    const { head, tables } = await app.get(ReportDocuments).of(tenantIdOf(tenantId), {}, 'November');
    clock.mockRestore();
    const firstDays = tables.filter(({ columns }) => columns[0]?.key === 'start').map(({ key, rows }) => [key, rows[0]?.[0], rows.length]);
    expect(firstDays).toEqual(['conversations', 'engagement', 'referrals'].map((key) => [key, head.from, 30]));
  });
});

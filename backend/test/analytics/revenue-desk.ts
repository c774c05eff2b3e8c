import { type Problem, RevenueReport, RevenueRowList } from '@orbisvoice/shared-dto';
import { Clock } from '../../src/platform/clock/clock.js';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

/** The moment at which every report of these suites is asked for. */
export const REVENUE_NOW = '2026-11-20T12:00:00.000Z';

/** A platform without revenue, and staff who look at it. */
export interface RevenueDesk {
  readonly app: TestApp;
  readonly staff: TestOwner;
  readonly report: (query?: string) => Promise<RevenueReport>;
  readonly rows: (query: string) => Promise<RevenueRowList>;
  readonly refusal: (path: string) => Promise<{ readonly status: number; readonly body: Problem }>;
}

const ROOT = '/admin/analytics/revenue';

export async function openRevenueDesk(): Promise<RevenueDesk> {
  const app = await startTestApp({ database: await freshDatabase() });
  const staff = await givenStaff(app);
  await app.owner.query('update tenants set is_internal = true');
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(REVENUE_NOW));
  const get = async (path: string): Promise<unknown> => {
    const answer = await app.request('GET', `${ROOT}${path}`, { token: staff.token });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    app,
    staff,
    report: async (query = '') => RevenueReport.parse(await get(query)),
    rows: async (query) => RevenueRowList.parse(await get(`/rows?${query}`)),
    refusal: (path) => app.request<Problem>('GET', `${ROOT}${path}`, { token: staff.token }),
  };
}

import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import * as fc from 'fast-check';
import pg from 'pg';
import { workerDatabase } from '../harness/postgres.js';
import { admit, givenSubscription, givenTenant, totals, windowOf } from './metering-database.js';

let owner: pg.Pool;
let platform: pg.Pool;

beforeAll(async () => {
  const database = await workerDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  platform = new pg.Pool({ connectionString: database.platformUrl, max: 2 });
});
afterAll(() => Promise.all([owner.end(), platform.end()]));

const DAY = 86_400_000;

/** The same clock time so many months later, on the last day of a month that is too short. */
function addMonths(from: Date, months: number): Date {
  const moved = new Date(from);
  moved.setUTCDate(1);
  moved.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return moved;
}

/** Months of a paid year: counted from its first day, the last one ending with it. */
function monthOf(start: Date, end: Date, at: Date): { start: string; end: string } {
  const edges = [...Array.from({ length: 12 }, (_, month) => addMonths(start, month)), end];
  const month = edges.findIndex((edge) => edge > at) - 1;
  return { start: edges[month]?.toISOString() ?? '', end: edges[month + 1]?.toISOString() ?? '' };
}

const instant = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2032-12-31T00:00:00Z'), noInvalidDate: true });
const anchor = fc.oneof(
  instant,
  fc.constantFrom('2024-02-29T12:00:00Z', '2027-01-31T00:00:00Z', '2028-08-31T23:59:59Z').map((text) => new Date(text)),
);

describe('a plan by the year', () => {
  it('counts by the month, as the model does, whatever the day Stripe anchored it on', async () => {
    await fc.assert(
      fc.asyncProperty(anchor, fc.nat(5), fc.double({ min: 0, max: 0.999_999, noNaN: true }), async (anchored, years, part) => {
        const whole = new Date(Math.floor(anchored.getTime() / 1_000) * 1_000);
        const [start, end] = [addMonths(whole, 12 * years), addMonths(whole, 12 * (years + 1))];
        const at = new Date(start.getTime() + Math.floor(part * (end.getTime() - start.getTime())));
        const tenantId = await givenTenant(owner);
        await givenSubscription(owner, tenantId, { start, end });
        expect(await windowOf(platform, tenantId, at)).toMatchObject({ ...monthOf(start, end, at), lim: 1_000 });
      }),
      { numRuns: 150 },
    );
  });

  it('meets month by month without gap, through the year and into a renewal that has not arrived', async () => {
    const tenantId = await givenTenant(owner);
    await givenSubscription(owner, tenantId, { start: new Date('2027-01-31T10:00:00Z'), end: new Date('2028-01-31T10:00:00Z') });
    let window = await windowOf(platform, tenantId, new Date('2027-01-31T10:00:00Z'));
    const starts = [window.start];
    for (let month = 0; month < 13; month++) {
      const next = await windowOf(platform, tenantId, new Date(window.end));
      expect(next.start).toBe(window.end);
      starts.push(next.start);
      window = next;
    }
    expect(starts.slice(0, 4)).toEqual([
      '2027-01-31T10:00:00.000Z',
      '2027-02-28T10:00:00.000Z',
      '2027-03-31T10:00:00.000Z',
      '2027-04-30T10:00:00.000Z',
    ]);
    expect(starts.slice(-2)).toEqual(['2028-01-31T10:00:00.000Z', '2028-02-29T10:00:00.000Z']);
  });

  it('gives a trial the plan for exactly its days', async () => {
    const tenantId = await givenTenant(owner);
    const [start, end] = [new Date('2027-03-01T00:00:00Z'), new Date('2027-03-15T00:00:00Z')];
    await givenSubscription(owner, tenantId, { start, end, status: 'trialing' });
    expect(await windowOf(platform, tenantId, new Date('2027-03-10T00:00:00Z'))).toMatchObject({
      start: start.toISOString(),
      end: end.toISOString(),
      lim: 1_000,
    });
  });
});

const zones = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu');

interface Month {
  readonly start: string;
  readonly end: string;
}

/** A later look finds the same month or one after it: the very next when it is too early for any other, and none shorter than half of one. */
function follow(last: Month, next: Month, at: Date): void {
  if (next.start === last.start) {
    expect(next.end).toBe(last.end);
    return;
  }
  expect(next.start >= last.end).toBe(true);
  if (at.getTime() - Date.parse(last.end) < 15 * DAY) expect(next.start).toBe(last.end);
  expect(Date.parse(next.end) - Date.parse(next.start)).toBeGreaterThanOrEqual(15 * DAY);
}

describe('a free tenant that moves to another time zone', () => {
  it('stays in its month, and every next one begins where the last ended, never short', async () => {
    const moves = fc.array(fc.record({ zone: zones, days: fc.double({ min: 0.01, max: 40, noNaN: true }) }), {
      minLength: 2,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(moves, instant, async (steps, first) => {
        const tenantId = await givenTenant(owner);
        let [at, last] = [first, { start: '', end: '' }];
        for (const { zone, days } of steps) {
          await owner.query('update tenants set time_zone = $2 where id = $1', [tenantId, zone]);
          const window = await windowOf(platform, tenantId, at);
          expect(new Date(window.start) <= at && at < new Date(window.end)).toBe(true);
          if (last.end !== '') follow(last, window, at);
          await owner.query(
            `insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling, free_until) values ($1, $2, $3, 100, 100, $3)
             on conflict do nothing`,
            [tenantId, window.start, window.end],
          );
          last = window;
          at = new Date(at.getTime() + Math.floor(days * DAY));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gets no second quota, neither at once nor when its billing is looked at', async () => {
    const tenantId = await givenTenant(owner, { timeZone: 'Pacific/Kiritimati' });
    await admit(platform, [{ tenantId, key: 'all', quantity: 100 }]);
    await owner.query(`update tenants set time_zone = 'Pacific/Pago_Pago' where id = $1`, [tenantId]);
    await platform.query('select usage_apply_plan($1)', [tenantId]);
    expect(await admit(platform, [{ tenantId, key: 'more' }])).toEqual([{ status: 'refused', used: null }]);
    expect(await totals(owner, tenantId)).toMatchObject({ used: 100, countedEvents: 100 });
  });
});

it('SQL knows the thresholds of the contract and no others', async () => {
  const { rows } = await platform.query<{ levels: number[] }>('select usage_levels() as levels');
  expect(rows[0]?.levels).toEqual([...USAGE_THRESHOLDS]);
});

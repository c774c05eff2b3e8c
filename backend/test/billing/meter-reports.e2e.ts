import * as fc from 'fast-check';
import pg from 'pg';
import { ReportOverage } from '../../src/modules/billing/jobs/report-overage.job.js';
import { AllTenantsMeterReportRepository } from '../../src/modules/billing/persistence/all-tenants-meter-report.repository.js';
import { StripeClient } from '../../src/modules/billing/stripe/stripe.client.js';
import { StripeOverageGateway, type MeterEvent } from '../../src/modules/billing/stripe/stripe-overage.gateway.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { admit, givenSubscription, givenTenant, resolve } from './metering-database.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let app: TestApp;
let platform: pg.Pool;

beforeAll(async () => {
  // a database of its own: the job reports for every tenant there is
  app = await startTestApp({ database: await freshDatabase() });
  platform = new pg.Pool({ connectionString: app.database.platformUrl, max: 8 });
});
afterAll(async () => {
  await platform.end();
  await app.close();
});

class MovingClock extends Clock {
  private offset = 0;
  now(): Date {
    return new Date(Date.now() + this.offset);
  }
  move(ms: number): void {
    this.offset += ms;
  }
}

/** Stripe's meter: an identifier counts once. `lost`: it counts, but the answer never arrives. */
class FlakyMeter extends StripeOverageGateway {
  readonly events = new Map<string, MeterEvent>();
  calls = 0;
  mood: 'fine' | 'down' | 'lost' = 'fine';

  override report(event: MeterEvent): Promise<void> {
    this.calls++;
    if (this.mood === 'down') return Promise.reject(new Error('down'));
    const known = this.events.get(event.identifier);
    if (known) expect({ ...event }).toEqual({ ...known });
    this.events.set(event.identifier, event);
    return this.mood === 'lost' ? Promise.reject(new Error('no answer')) : Promise.resolve();
  }

  totalOf(customerId: string): number {
    return [...this.events.values()].filter((event) => event.customerId === customerId).reduce((sum, { quantity }) => sum + quantity, 0);
  }
}

interface Stage {
  readonly clock: MovingClock;
  readonly meter: FlakyMeter;
  readonly reports: AllTenantsMeterReportRepository;
  readonly job: ReportOverage;
}

function openStage(): Stage {
  const [clock, meter, reports] = [new MovingClock(), new FlakyMeter(app.get(StripeClient)), app.get(AllTenantsMeterReportRepository)];
  return { clock, meter, reports, job: new ReportOverage(reports, meter, clock) };
}

interface Seller {
  readonly tenantId: string;
  readonly customerId: string;
}

async function givenSeller(left = 20 * 24 * HOUR): Promise<Seller> {
  const tenantId = await givenTenant(app.owner);
  const customerId = `cus_${tenantId}`;
  await givenSubscription(app.owner, tenantId, { start: new Date(Date.now() - HOUR), end: new Date(Date.now() + left) });
  await app.owner.query(`update subscriptions set stripe_overage_item_id = 'si_overage' where tenant_id = $1`, [tenantId]);
  await app.owner.query('update tenants set stripe_customer_id = $2 where id = $1', [tenantId, customerId]);
  await sell(tenantId, true);
  return { tenantId, customerId };
}

async function sell(tenantId: string, isOn: boolean): Promise<void> {
  await app.owner.query(
    `insert into billing_profiles (tenant_id, is_overage_enabled, overage_cap, updated_at) values ($1, $2, 100000, now())
     on conflict (tenant_id) do update set is_overage_enabled = $2`,
    [tenantId, isOn],
  );
  await platform.query('select usage_apply_plan($1)', [tenantId]);
}

/** A worker that dies between the call and the mark: the slice was taken and sent, and nobody wrote it down. */
async function dieAfterCall({ reports, meter, clock }: Stage): Promise<void> {
  await reports.claim(clock.now(), 100);
  for (const { identifier, customerId, quantity, eventAt } of await reports.take(clock.now(), 1)) {
    meter.mood = 'fine';
    await meter.report({ identifier, customerId, quantity, at: eventAt });
  }
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('count' as const), quantity: fc.integer({ min: 1, max: 60 }), isReservation: fc.boolean() }),
  fc.record({ kind: fc.constant('sell' as const), isOn: fc.boolean() }),
  fc.record({ kind: fc.constant('run' as const), mood: fc.constantFrom('fine' as const, 'down' as const, 'lost' as const) }),
  fc.record({ kind: fc.constant('die' as const) }),
);

describe('reports to the meter', () => {
  it('add up to what was counted beyond the limit while it was sold, whatever dies in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const [stage, { tenantId, customerId }] = [openStage(), await givenSeller()];
        await admit(platform, [{ tenantId, key: 'most', quantity: 950 }]);
        let [used, isOn, expected] = [950, true, 0];
        for (const [index, one] of steps.entries()) {
          stage.clock.move(61 * MINUTE);
          if (one.kind === 'count') {
            const key = `k${index}`;
            const [answer] = await admit(platform, [{ tenantId, key, quantity: one.quantity, isReservation: one.isReservation }]);
            if (answer?.status !== 'created') continue;
            if (one.isReservation) await resolve(platform, 'usage_settle', tenantId, [key]);
            if (isOn) expected += Math.max(0, used + one.quantity - Math.max(1_000, used));
            used += one.quantity;
          } else if (one.kind === 'sell') {
            isOn = one.isOn;
            await sell(tenantId, isOn);
          } else if (one.kind === 'run') {
            stage.meter.mood = one.mood;
            await stage.job.run().catch(() => undefined);
          } else await dieAfterCall(stage);
        }
        stage.clock.move(61 * MINUTE);
        stage.meter.mood = 'fine';
        await stage.job.run();
        expect(stage.meter.totalOf(customerId)).toBe(expected);
        const { rows } = await app.owner.query<{ reported: string; overage: string }>(
          `select (select coalesce(sum(to_quantity - from_quantity), 0) from meter_reports where tenant_id = $1 and status = 'sent') as reported,
                  (select sum(usage_overage(p)) from usage_periods p where tenant_id = $1) as overage`,
          [tenantId],
        );
        expect(rows).toEqual([{ reported: String(expected), overage: String(expected) }]);
        await app.owner.query(`update usage_periods set overage_since = null, overage_closed = 0 where tenant_id = $1`, [tenantId]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('are made once by two workers at the same moment', async () => {
    const [stage, { tenantId, customerId }] = [openStage(), await givenSeller()];
    await admit(platform, [{ tenantId, key: 'a', quantity: 1_000 }]);
    await admit(platform, [{ tenantId, key: 'b', quantity: 77 }]);
    const other = new ReportOverage(stage.reports, stage.meter, stage.clock);
    await Promise.all([stage.job.run(), other.run(), stage.job.run()]);
    expect(stage.meter.totalOf(customerId)).toBe(77);
    expect([...stage.meter.events.values()].filter((event) => event.customerId === customerId)).toHaveLength(1);
  });

  it('go at once, then hourly, then with every run in the last hour; late units are dated behind the closed invoice', async () => {
    const [stage, { tenantId, customerId }] = [openStage(), await givenSeller(3 * HOUR)];
    const mine = () => [...stage.meter.events.values()].filter((event) => event.customerId === customerId);
    const count = async (key: string) => {
      await admit(platform, [{ tenantId, key, quantity: 5 }]);
      await stage.job.run();
      return mine().length;
    };
    await admit(platform, [{ tenantId, key: 'all', quantity: 1_000 }]);
    expect(await count('first')).toBe(1);
    expect(await count('soon after')).toBe(1);
    stage.clock.move(HOUR);
    expect(await count('an hour later')).toBe(2);
    stage.clock.move(61 * MINUTE);
    expect(await count('last hour')).toBe(3);
    expect(await count('last minutes')).toBe(4);
    const { rows } = await app.owner.query<{ period_end: Date }>('select period_end from usage_periods where tenant_id = $1', [tenantId]);
    const end = rows[0]?.period_end.getTime() ?? 0;
    stage.clock.move(70 * MINUTE);
    await count('just ended');
    expect(mine().at(-1)?.at.getTime()).toBe(end - 1_000);
    stage.clock.move(40 * MINUTE);
    await count('late');
    expect(mine().at(-1)?.at.getTime()).toBeGreaterThan(end);
  });

  it('of unknown fate for a day are parked, not sent a second time', async () => {
    const [stage, { tenantId, customerId }] = [openStage(), await givenSeller()];
    await admit(platform, [{ tenantId, key: 'a', quantity: 1_000 }]);
    await admit(platform, [{ tenantId, key: 'b', quantity: 9 }]);
    stage.meter.mood = 'lost';
    await expect(stage.job.run()).rejects.toThrow('not sent');
    stage.clock.move(24 * HOUR);
    stage.meter.mood = 'fine';
    const before = stage.meter.calls;
    await stage.job.run();
    expect(stage.meter.calls).toBe(before);
    expect(stage.meter.totalOf(customerId)).toBe(9);
    const { rows } = await app.owner.query('select status from meter_reports where tenant_id = $1', [tenantId]);
    expect(rows).toEqual([{ status: 'parked' }]);
  });
});

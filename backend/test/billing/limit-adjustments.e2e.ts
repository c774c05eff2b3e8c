import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { effectiveLimit, type Adjustment } from '../../src/modules/billing/domain/effective-limit.js';
import { workerDatabase } from '../harness/postgres.js';
import { admit, announced, givenSubscription, givenTenant, resolve, totals, type Answer } from './metering-database.js';

const HOUR = 3_600_000;

let owner: pg.Pool;
let platform: pg.Pool;

beforeAll(async () => {
  const database = await workerDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  platform = new pg.Pool({ connectionString: database.platformUrl, max: 12 });
});
afterAll(() => Promise.all([owner.end(), platform.end()]));

type Given = Partial<Adjustment> & Pick<Adjustment, 'kind' | 'quantity'>;

async function given(tenantId: string, { kind, quantity, ...times }: Given): Promise<string> {
  const id = times.id ?? randomUUID();
  await owner.query(
    `insert into limit_adjustments (id, tenant_id, kind, recurrence, quantity, starts_at, ends_at, reason, staff_id, withdrawn_at, withdrawn_by, withdrawn_reason)
     values ($1, $2, $3, case when $3 = 'grant' then 'each_period' end, $4, coalesce($5, now()), $6, 'a suite', $7, $8,
       case when $8::timestamptz is not null then $7::uuid end, case when $8::timestamptz is not null then 'a suite' end)`,
    [id, tenantId, kind, quantity, times.startsAt ?? null, times.endsAt ?? null, randomUUID(), times.withdrawnAt ?? null],
  );
  return id;
}

const apply = (tenantId: string): Promise<unknown> => platform.query('select usage_apply_plan($1)', [tenantId]);
/** The end of an adjustment, or its withdrawal, has come. */
async function over(tenantId: string): Promise<void> {
  await owner.query(`update limit_adjustments set starts_at = now() - interval '2 hours', ends_at = now() where tenant_id = $1`, [
    tenantId,
  ]);
  await owner.query('update usage_periods set limits_until = now() where tenant_id = $1 and limits_until is not null', [tenantId]);
}

async function summary(tenantId: string): Promise<{ used: number; reserved: number; lim: number; ceiling: number; overage: number }> {
  const { rows } = await platform.query<{ used: number; reserved: number; lim: number; ceiling: number; overage: number }>(
    'select used::int, reserved::int, lim::int, ceiling::int, overage::int from usage_summary($1)',
    [tenantId],
  );
  const [row] = rows;
  if (!row) throw new Error('no summary');
  return row;
}

const starts = (tenantId: string, count: number, tag: string): Promise<Answer[][]> =>
  Promise.all(Array.from({ length: count }, (_, index) => admit(platform, [{ tenantId, key: `${tag}${index}`, isReservation: true }])));
const admitted = (answers: readonly Answer[][]): number => answers.flat().filter(({ status }) => status === 'created').length;

/** A tenant of 1 000 conversations a month that pays for what goes beyond. */
async function givenOverage(): Promise<string> {
  const tenantId = await givenTenant(owner);
  await givenSubscription(owner, tenantId, { start: new Date(Date.now() - HOUR), end: new Date(Date.now() + 700 * HOUR) });
  await owner.query(
    `insert into billing_profiles (tenant_id, is_overage_enabled, overage_cap, updated_at) values ($1, true, 10000, now())`,
    [tenantId],
  );
  await owner.query(`update subscriptions set stripe_overage_item_id = 'si_overage' where tenant_id = $1`, [tenantId]);
  await owner.query(`update plans set overage_unit_micros = coalesce(overage_unit_micros, 50000) where code = 'starter'`);
  return tenantId;
}

describe('usage_limit', () => {
  it('says in SQL what effectiveLimit says, for any overlap, at any instant', async () => {
    const t0 = Date.parse('2026-11-01T00:00:00Z');
    const at = (hours: number): Date => new Date(t0 + hours * HOUR);
    const anAdjustment = fc
      .record({
        kind: fc.constantFrom('override' as const, 'grant' as const),
        quantity: fc.integer({ min: 1, max: 5_000 }),
        start: fc.integer({ min: 0, max: 20 }),
        length: fc.option(fc.integer({ min: 1, max: 10 })),
        withdrawnAfter: fc.option(fc.integer({ min: 0, max: 10 })),
      })
      .map(({ kind, quantity, start, length, withdrawnAfter }): Adjustment => ({
        id: randomUUID(),
        kind,
        recurrence: kind === 'grant' ? 'each_period' : null,
        quantity,
        startsAt: at(start),
        endsAt: length === null ? null : at(start + length),
        withdrawnAt: withdrawnAfter === null ? null : at(start + withdrawnAfter),
      }));
    const property = fc.asyncProperty(fc.array(anAdjustment, { maxLength: 7 }), fc.constantFrom(100, 10_000), async (life, plan) => {
      const tenantId = await givenTenant(owner);
      for (const one of life) await given(tenantId, one);
      const instants = Array.from({ length: 32 }, (_, hour) => at(hour));
      const { rows } = await platform.query<{ lim: number; until: Date | null }>(
        'select l.lim::int as lim, l.until from unnest($3::timestamptz[]) with ordinality i (at, ord), usage_limit($1, $2, i.at) l order by i.ord',
        [tenantId, plan, instants],
      );
      const wanted = instants.map((instant) => {
        const { limit, until } = effectiveLimit(plan, life, instant);
        return { lim: limit, until };
      });
      expect(rows).toEqual(wanted);
    });
    await fc.assert(property, { numRuns: 40 });
  }, 60_000);
});

describe('an override and grants', () => {
  it('move limit and ceiling of the running period, with the grace of a paid plan on top', async () => {
    const tenantId = await givenTenant(owner);
    await givenSubscription(owner, tenantId, { start: new Date(Date.now() - HOUR), end: new Date(Date.now() + 700 * HOUR) });
    await admit(platform, [{ tenantId, key: 'first' }]);
    await given(tenantId, { kind: 'override', quantity: 2_000 });
    await given(tenantId, { kind: 'grant', quantity: 500, endsAt: new Date(Date.now() + HOUR) });
    await apply(tenantId);
    expect(await summary(tenantId)).toMatchObject({ used: 1, lim: 2_500, ceiling: 2_750 });
  });

  it('are in a period that opens later too, and on a free plan without grace', async () => {
    const tenantId = await givenTenant(owner);
    await given(tenantId, { kind: 'grant', quantity: 20 });
    expect(await summary(tenantId)).toMatchObject({ lim: 120, ceiling: 120 });
    expect(admitted([await admit(platform, [{ tenantId, key: 'a', quantity: 120 }])])).toBe(1);
    expect(await admit(platform, [{ tenantId, key: 'b' }])).toEqual([{ status: 'refused', used: null }]);
  });

  it('end at their second, without a job: the page says so, and the next start is refused', async () => {
    const tenantId = await givenTenant(owner);
    await given(tenantId, { kind: 'grant', quantity: 50, endsAt: new Date(Date.now() + HOUR) });
    await apply(tenantId);
    await admit(platform, [{ tenantId, key: 'bulk', quantity: 110 }]);
    expect(await summary(tenantId)).toMatchObject({ used: 110, lim: 150, ceiling: 150 });
    await over(tenantId);
    expect(await summary(tenantId)).toMatchObject({ used: 110, lim: 100, ceiling: 110 });
    expect(await admit(platform, [{ tenantId, key: 'next' }])).toEqual([{ status: 'refused', used: null }]);
    const { rows } = await owner.query('select lim::int, ceiling::int, limits_until from usage_periods where tenant_id = $1', [tenantId]);
    expect(rows).toEqual([{ lim: 100, ceiling: 110, limits_until: null }]);
  });

  it('end while real time passes', async () => {
    const tenantId = await givenTenant(owner);
    await given(tenantId, { kind: 'override', quantity: 2, endsAt: new Date(Date.now() + 700) });
    expect(admitted(await starts(tenantId, 4, 'early'))).toBe(2);
    await new Promise((done) => setTimeout(done, 800));
    expect(await summary(tenantId)).toMatchObject({ reserved: 2, lim: 100 });
    expect(admitted(await starts(tenantId, 3, 'late'))).toBe(3);
  });

  it('tell of thresholds at the limit in force: anew after a rise, and when a limit falls under what is used', async () => {
    const tenantId = await givenTenant(owner);
    await admit(platform, [{ tenantId, key: 'a', quantity: 90 }]);
    expect((await announced(owner, tenantId)).outbox).toEqual([80]);
    await given(tenantId, { kind: 'grant', quantity: 100, endsAt: new Date(Date.now() + HOUR) });
    await apply(tenantId);
    expect(await announced(owner, tenantId)).toEqual({ rows: [], outbox: [80] });
    await admit(platform, [{ tenantId, key: 'b', quantity: 80 }]);
    expect((await announced(owner, tenantId)).outbox).toEqual([80, 80]);
    await over(tenantId);
    await apply(tenantId);
    expect(await announced(owner, tenantId)).toEqual({ rows: [80, 100], outbox: [80, 80, 100] });
  });

  it('never sell as overage what a grant had covered', async () => {
    const tenantId = await givenOverage();
    await given(tenantId, { kind: 'grant', quantity: 500, endsAt: new Date(Date.now() + HOUR) });
    await apply(tenantId);
    await admit(platform, [{ tenantId, key: 'covered', quantity: 1_000 }]);
    await admit(platform, [{ tenantId, key: 'covered too', quantity: 400 }]);
    expect((await summary(tenantId)).overage).toBe(0);
    await over(tenantId);
    await admit(platform, [{ tenantId, key: 'sold', quantity: 3 }]);
    expect(await summary(tenantId)).toMatchObject({ used: 1_403, lim: 1_000, overage: 3 });
  });

  it.each([
    ['its next start', () => Promise.resolve()],
    ['the job', apply],
  ])(
    'nor what began under it and was settled after its end, put right by %s',
    async (_, putRight: (tenantId: string) => Promise<unknown>) => {
      const tenantId = await givenOverage();
      await given(tenantId, { kind: 'grant', quantity: 500, endsAt: new Date(Date.now() + HOUR) });
      await apply(tenantId);
      await admit(platform, [{ tenantId, key: 'covered', quantity: 1_000 }]);
      await admit(platform, [{ tenantId, key: 'covered too', quantity: 490 }]);
      const began = await starts(tenantId, 14, 'live');
      expect(admitted(began)).toBe(14);
      await over(tenantId);
      await putRight(tenantId);
      await admit(platform, [{ tenantId, key: 'sold', quantity: 3 }]);
      await resolve(
        platform,
        'usage_settle',
        tenantId,
        Array.from({ length: 14 }, (_one, index) => `live${index}`),
      );
      // ten of the fourteen were within the limit they began under
      expect(await summary(tenantId)).toMatchObject({ used: 1_507, reserved: 0, lim: 1_000, overage: 7 });
    },
  );
});

describe('a limit that ended in a month whose borders moved meanwhile', () => {
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])('is put right in the month that runs, after a move to %s', async (timeZone) => {
    const tenantId = await givenTenant(owner, { tier: 'starter' });
    await given(tenantId, { kind: 'grant', quantity: 500, endsAt: new Date(Date.now() + HOUR) });
    await admit(platform, [{ tenantId, key: 'used', quantity: 1_000 }]);
    await owner.query('update tenants set time_zone = $2 where id = $1', [tenantId, timeZone]);
    await over(tenantId);
    expect(await summary(tenantId)).toMatchObject({ used: 1_000, lim: 1_000 });
    expect(await admit(platform, [{ tenantId, key: 'next' }])).toEqual([{ status: 'created', used: 1_001 }]);
    expect(await summary(tenantId)).toMatchObject({ used: 1_001, lim: 1_000, ceiling: 1_100 });
  });
});

describe('50 starts at once', () => {
  it('admit exactly what is left of a limit that was lowered', async () => {
    const tenantId = await givenTenant(owner);
    await admit(platform, [{ tenantId, key: 'used', quantity: 10 }]);
    await given(tenantId, { kind: 'override', quantity: 25 });
    await apply(tenantId);
    expect(admitted(await starts(tenantId, 50, 's'))).toBe(15);
    expect(await totals(owner, tenantId)).toMatchObject({ used: 10, reserved: 15, reservedEvents: 15 });
  });

  it('while it is lowered: nobody gets in behind the change who does not fit, and nobody is thrown out', async () => {
    const tenantId = await givenTenant(owner);
    await admit(platform, [{ tenantId, key: 'used', quantity: 60 }]);
    const lowering = new Promise((done) => setTimeout(done, 5)).then(async () => {
      await given(tenantId, { kind: 'override', quantity: 70 });
      await apply(tenantId);
      return (await summary(tenantId)).ceiling;
    });
    const [answers, ceiling] = await Promise.all([starts(tenantId, 50, 's'), lowering]);
    const inside = admitted(answers);
    expect(ceiling).toBe(Math.max(70, 60 + inside));
    expect(inside).toBeGreaterThanOrEqual(10);
    expect(inside).toBeLessThanOrEqual(40);
    expect(admitted(await starts(tenantId, 20, 'later'))).toBe(0);
    expect(await resolve(platform, 'usage_settle', tenantId, ['s0'])).toHaveLength(1);
  });

  it('at the second a grant ends: never beyond the larger limit, and none after the smaller one is full', async () => {
    const tenantId = await givenTenant(owner);
    await admit(platform, [{ tenantId, key: 'used', quantity: 95 }]);
    await given(tenantId, { kind: 'grant', quantity: 10, endsAt: new Date(Date.now() + 60) });
    await apply(tenantId);
    const waves = Array.from({ length: 10 }, async (_, wave) => {
      await new Promise((done) => setTimeout(done, wave * 15));
      return starts(tenantId, 5, `w${wave}-`);
    });
    const inside = admitted((await Promise.all(waves)).flat());
    expect(inside).toBeGreaterThanOrEqual(5);
    expect(inside).toBeLessThanOrEqual(15);
    expect(await summary(tenantId)).toMatchObject({ reserved: inside, lim: 100, ceiling: 95 + inside });
    expect(admitted(await starts(tenantId, 5, 'later'))).toBe(0);
  });
});

import * as fc from 'fast-check';
import pg from 'pg';
import { workerDatabase } from '../harness/postgres.js';
import { admit, givenPeriod, givenTenant, resolve, totals, type Item } from './metering-database.js';
import { UsageModel } from './usage-model.js';

let owner: pg.Pool;
let platform: pg.Pool;

beforeAll(async () => {
  const database = await workerDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  platform = new pg.Pool({ connectionString: database.platformUrl, max: 4 });
});
afterAll(() => Promise.all([owner.end(), platform.end()]));

const TENANTS = 3;
const key = fc.constantFrom(...Array.from({ length: 14 }, (_, index) => `k${index}`));
const batch = fc.record({
  kind: fc.constant('admit' as const),
  items: fc.array(
    fc.record({
      tenant: fc.nat(TENANTS - 1),
      key,
      quantity: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 7 }) }),
      isReservation: fc.boolean(),
      other: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  ),
});
const resolution = fc.record({
  kind: fc.constantFrom('usage_settle' as const, 'usage_release' as const),
  tenant: fc.nat(TENANTS - 1),
  keys: fc.array(key, { minLength: 1, maxLength: 8 }),
});
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: batch }, { weight: 2, arbitrary: resolution }), { minLength: 1, maxLength: 12 });
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

/** A body is what the caller hashes: its quantity, and here sometimes something else. */
const itemOf = (
  tenants: string[],
  raw: { tenant: number; key: string; quantity: number; isReservation: boolean; other: boolean },
): Item => ({
  tenantId: tenants[raw.tenant] ?? '',
  key: raw.key,
  quantity: raw.quantity,
  isReservation: raw.isReservation,
  body: `${raw.quantity}${raw.other ? 'b' : 'a'}`,
});

async function play(step: Step, tenants: string[], models: Map<string, UsageModel>): Promise<void> {
  if (step.kind === 'admit') {
    const items = step.items.map((raw) => itemOf(tenants, raw));
    const expected = items.map((item) => models.get(item.tenantId)?.admit(item));
    expect(await admit(platform, items)).toEqual(expected);
    return;
  }
  const tenantId = tenants[step.tenant] ?? '';
  const model = models.get(tenantId);
  const expected = step.keys.map((one) => (step.kind === 'usage_settle' ? model?.settle(one) : model?.release(one)));
  expect(await resolve(platform, step.kind, tenantId, step.keys)).toEqual(expected);
}

describe('the metering functions against the model', () => {
  it('answer any batches as if the items had come one by one, and keep counters equal to events', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.integer({ min: 0, max: 25 }), { minLength: TENANTS, maxLength: TENANTS }),
        async (plan, ceilings) => {
          const tenants = await Promise.all(ceilings.map(() => givenTenant(owner)));
          const models = new Map(tenants.map((id, index) => [id, new UsageModel(ceilings[index] ?? 0)]));
          await Promise.all(tenants.map((id, index) => givenPeriod(owner, id, ceilings[index] ?? 0)));
          for (const step of plan) await play(step, tenants, models);
          for (const [id, model] of models) {
            const now = await totals(owner, id);
            expect(now).toMatchObject({
              used: model.used,
              reserved: model.reserved,
              countedEvents: model.used,
              reservedEvents: model.reserved,
            });
            expect(now.used + now.reserved).toBeLessThanOrEqual(model.ceiling);
          }
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  it('refuses nothing that fits behind something too large', async () => {
    const tenantId = await givenTenant(owner);
    await givenPeriod(owner, tenantId, 10);
    const answers = await admit(platform, [
      { tenantId, key: 'a', quantity: 8 },
      { tenantId, key: 'b', quantity: 5 },
      { tenantId, key: 'c', quantity: 2 },
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['created', 'refused', 'created']);
  });

  it('admits a released key anew, with another body', async () => {
    const tenantId = await givenTenant(owner);
    await givenPeriod(owner, tenantId, 1);
    const first: Item = { tenantId, key: 'session', isReservation: true };
    expect(await admit(platform, [first])).toEqual([{ status: 'created', used: 0 }]);
    expect(await resolve(platform, 'usage_release', tenantId, ['session', 'session'])).toEqual(['released', 'already']);
    expect(await admit(platform, [{ ...first, body: 'another' }])).toEqual([{ status: 'created', used: 0 }]);
    expect(await resolve(platform, 'usage_settle', tenantId, ['session', 'session', 'nobody'])).toEqual(['settled', 'already', 'unknown']);
    expect(await totals(owner, tenantId)).toMatchObject({ used: 1, reserved: 0, countedEvents: 1 });
  });

  it('fails for a tenant that does not exist instead of counting for nobody', async () => {
    await expect(admit(platform, [{ tenantId: '00000000-0000-7000-8000-000000000000', key: 'x' }])).rejects.toMatchObject({
      code: '23503',
    });
  });
});

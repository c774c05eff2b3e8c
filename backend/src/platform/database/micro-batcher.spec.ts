import * as fc from 'fast-check';
import { tenantIdOf, type TenantId } from '../access/tenant-id.js';
import { MicroBatcher } from './micro-batcher.js';

const tenant = (number: number): TenantId => tenantIdOf(`00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);
const sqlError = (code: string): Error => Object.assign(new Error(code), { code });

describe('MicroBatcher', () => {
  it('sends what arrives while a statement is under way as one', async () => {
    const sizes: number[] = [];
    const batcher = new MicroBatcher<number, number>(async (items) => {
      sizes.push(items.length);
      await new Promise(setImmediate);
      return items.map((item) => item * 2);
    });
    const first = batcher.submit(tenant(0), [1]);
    await new Promise(setImmediate);
    const later = Array.from({ length: 50 }, (_, index) => batcher.submit(tenant(0), [index]));
    expect(await first).toEqual([2]);
    expect((await Promise.all(later)).flat()).toEqual(Array.from({ length: 50 }, (_, index) => index * 2));
    expect(sizes).toEqual([1, 50]);
  });

  it('answers everybody with their own results, whatever the sizes and tenants', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5), fc.array(fc.integer(), { minLength: 1, maxLength: 400 })), { maxLength: 12 }),
        async (plan) => {
          const batcher = new MicroBatcher<number, string>((items) => Promise.resolve(items.map((item) => `r${item}`)));
          const answers = await Promise.all(plan.map(([number, items]) => batcher.submit(tenant(number), items)));
          expect(answers).toEqual(plan.map(([, items]) => items.map((item) => `r${item}`)));
        },
      ),
    );
  });

  it('fails only the request whose data is bad', async () => {
    const batcher = new MicroBatcher<number, number>((items) =>
      items.includes(-1) ? Promise.reject(sqlError('22021')) : Promise.resolve([...items]),
    );
    const [good, bad, other] = await Promise.allSettled([
      batcher.submit(tenant(0), [1]),
      batcher.submit(tenant(2), [-1]),
      batcher.submit(tenant(4), [2]),
    ]);
    expect(good).toEqual({ status: 'fulfilled', value: [1] });
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: '22021' } });
    expect(other).toEqual({ status: 'fulfilled', value: [2] });
  });

  it('runs a batch again after a deadlock, and goes on after a failure', async () => {
    const outcomes = [sqlError('40P01'), null, sqlError('57P01'), null];
    const batcher = new MicroBatcher<number, number>((items) => {
      const error = outcomes.shift();
      return error ? Promise.reject(error) : Promise.resolve([...items]);
    });
    expect(await batcher.submit(tenant(0), [1])).toEqual([1]);
    await expect(batcher.submit(tenant(0), [2])).rejects.toMatchObject({ code: '57P01' });
    expect(await batcher.submit(tenant(0), [3])).toEqual([3]);
  });

  it('refuses what would wait too long', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => (open = done));
    const batcher = new MicroBatcher<number, number>(async (items) => {
      await gate;
      return [...items];
    });
    const flood = Array.from({ length: 12 }, () =>
      batcher.submit(
        tenant(0),
        Array.from({ length: 1_000 }, () => 1),
      ),
    );
    const refused = await Promise.race([...flood.slice(-1).map((one) => one.catch((error: unknown) => error))]);
    expect(refused).toMatchObject({ code: 'service.unavailable' });
    open();
    const settled = await Promise.allSettled(flood);
    expect(settled.filter((one) => one.status === 'fulfilled').length).toBeGreaterThanOrEqual(10);
  });
});

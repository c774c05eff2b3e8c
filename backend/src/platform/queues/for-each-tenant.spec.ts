import { tenantIdOf } from '../access/tenant-id.js';
import { forEachTenant } from './for-each-tenant.js';

const IDS = [1, 2, 3].map((n) => tenantIdOf(`0199a420-0000-7000-8000-00000000000${n}`));

describe('forEachTenant', () => {
  it('serves everybody, and tells of who could not be served', async () => {
    const served: string[] = [];
    const work = (id: string): Promise<void> => {
      if (id === IDS[0]) return Promise.reject(new Error('refused'));
      served.push(id);
      return Promise.resolve();
    };
    await expect(forEachTenant(IDS, work)).rejects.toThrow('1 of 3 tenants failed: Error: refused');
    expect(served).toEqual(IDS.slice(1));
  });

  it('reads pages as they are needed', async () => {
    const served: string[] = [];
    async function* pages(): AsyncGenerator<string> {
      yield* await Promise.resolve(IDS);
    }
    await forEachTenant(pages(), (id) => Promise.resolve(served.push(id)));
    expect(served).toEqual(IDS);
  });

  it('is silent when all went well', async () => {
    await expect(forEachTenant(IDS, () => Promise.resolve())).resolves.toBeUndefined();
  });
});

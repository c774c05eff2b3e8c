import pg from 'pg';
import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import { freshDatabase } from '../harness/postgres.js';
import { admit, announced, givenPeriod, givenTenant } from './metering-database.js';

let owner: pg.Pool;
let platform: pg.Pool;
let platformUrl: string;

beforeAll(async () => {
  const database = await freshDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  ({ platformUrl } = database);
  platform = new pg.Pool({ connectionString: platformUrl, max: 4 });
});
afterAll(() => Promise.all([owner.end(), platform.end()]));

/** Where a tenant with a limit of 200 is told something, in percent, when it counts one by one. */
async function toldAt(): Promise<number[]> {
  const tenantId = await givenTenant(owner);
  await givenPeriod(owner, tenantId, 200);
  const heard: number[] = [];
  for (let used = 1; used <= 200; used++) {
    await admit(platform, [{ tenantId, key: `k${used}` }]);
    if ((await announced(owner, tenantId)).outbox.length > heard.length) heard.push((used * 100) / 200);
  }
  return heard;
}

describe('the thresholds', () => {
  it('are those of the contract, announced by the very event that reaches them', async () => {
    expect(await toldAt()).toEqual([...USAGE_THRESHOLDS]);
  });

  it('are known to SQL in one place only: another contract moves admission and announcement alike', async () => {
    const levels = (values: readonly number[]) =>
      owner.query(
        `create or replace function usage_levels() returns smallint[] language sql immutable parallel safe
         as 'select array[${values.join(', ')}]::smallint[]'`,
      );
    await levels([25, 60, 100]);
    // the functions of these sessions were planned with the old ones
    await platform.end();
    platform = new pg.Pool({ connectionString: platformUrl, max: 4 });
    expect(await toldAt()).toEqual([25, 60, 100]);
  });
});

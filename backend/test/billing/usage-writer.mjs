// A second process of usage-concurrency.e2e.ts: batches with keys that the other process sends too.
// Usage: node usage-writer.mjs <url> <tenant,tenant> <seed>; prints how many events were answered `created`.
import pg from 'pg';

const [url, tenantList, seed] = process.argv.slice(2);
const tenants = tenantList.split(',');
const pool = new pg.Pool({ connectionString: url, max: 6 });
let created = 0;

async function batch(number) {
  const items = Array.from({ length: 40 }, (_, index) => ({
    tenant: tenants[(number + index) % tenants.length],
    // half of the keys are shared by both processes
    key: index % 2 ? `shared-${number}-${index}` : `own-${seed}-${number}-${index}`,
  }));
  const { rows } = await pool.query('select status from usage_admit($1, $2, $3, $4, $5, $6)', [
    items.map((item) => item.tenant),
    items.map((item) => item.key),
    items.map(() => 1),
    items.map(() => Buffer.from([1])),
    items.map(() => false),
    items.map(() => null),
  ]);
  created += rows.filter((row) => row.status === 'created').length;
}

const numbers = Array.from({ length: 60 }, (_, index) => index);
await Promise.all(
  Array.from({ length: 6 }, async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) await batch(number);
  }),
);
await pool.end();
process.stdout.write(String(created));

// Fills a migrated database with the demo data; a process of its own, so that its memory is given back.
import { seedDemo } from '../demo/seed.js';

const { DATABASE_URL: ownerUrl, DATA_SECRET: dataSecret, ORBIS_DEMO_PASSWORD: password } = process.env;
const { ORBIS_DEMO_STRIPE_URL: url, ORBIS_DEMO_STRIPE_FILE: dataFile } = process.env;
if (!ownerUrl || !dataSecret || !password) throw new Error('DATABASE_URL, DATA_SECRET and ORBIS_DEMO_PASSWORD are needed');

await seedDemo({
  ownerUrl,
  password,
  dataSecret,
  bulkConversations: Number(process.env['ORBIS_DEMO_CONVERSATIONS'] ?? 0),
  ...(url && dataFile && { stripe: { url, dataFile } }),
  log: (line) => process.stdout.write(`${line}\n`),
});

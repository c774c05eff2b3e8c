// Fills a migrated database with the demo data; a process of its own, so that its memory is given back.
import { seedDemo } from '../demo/seed.js';

const ownerUrl = process.env['DATABASE_URL'];
const password = process.env['ORBIS_DEMO_PASSWORD'];
if (!ownerUrl || !password) throw new Error('DATABASE_URL and ORBIS_DEMO_PASSWORD are needed');

await seedDemo({ ownerUrl, password, log: (line: string) => process.stdout.write(`${line}\n`) });

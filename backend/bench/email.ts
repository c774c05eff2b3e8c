import { cpus } from 'node:os';
import type pg from 'pg';
import { newId } from '../src/platform/database/ids.js';
import { type BenchProcess, productEnvironment, startBenchProcess } from './bench-process.js';
import { countedContender, linesOf } from './counted-contender.js';
import { MAILS, recipientOf } from './email-mails.js';
import type { EmailMode } from './email-server.js';
import { givenMeteredTenant, openBenchDatabase } from './metering-database.js';
import { type Comparison, pairedRounds } from './paired-rounds.js';
import { openSmtpSink } from './smtp-sink.js';

// Target e of the performance page: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const COUNT = Number(process.env['MAILS'] ?? 2_000);
const TENANTS = Number(process.env['TENANTS'] ?? 50);

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

interface Stage {
  readonly owner: pg.Pool;
  readonly tenants: readonly string[];
}

/** Exactly so many mails wait, of as many recipients, and nothing else is in the table. */
async function fillOutbox({ owner, tenants }: Stage): Promise<void> {
  await owner.query('truncate email_messages cascade');
  const rows = Array.from({ length: COUNT }, (_, index) => ({ index, mail: MAILS[index % MAILS.length] }));
  await owner.query(
    `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, status, next_attempt_at, created_at, category, priority)
     select id, tenant_id, template, id::text, recipient, data, 'queued', now(), now(), category, priority
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::int[])
            m (id, tenant_id, template, recipient, data, category, priority)`,
    [
      rows.map(() => newId()),
      rows.map(({ index }) => tenants[index % tenants.length]),
      rows.map(({ mail }) => mail?.template),
      rows.map(({ index }) => recipientOf(index)),
      rows.map(({ mail }) => JSON.stringify(mail?.data)),
      rows.map(({ mail }) => mail?.category),
      rows.map(({ mail }) => mail?.priority),
    ],
  );
  // autovacuum does this within a minute where tables are not emptied between two mails
  await owner.query('analyze email_messages');
}

function report(comparisons: readonly Comparison[], cpu: readonly (readonly number[])[]): void {
  print(linesOf(comparisons, cpu));
  const ratio = comparisons[1]?.ratio.median ?? Number.NaN;
  print(`target ≥ 0.80 of bare Nodemailer: ${ratio.toFixed(2)} ${ratio >= 0.8 ? 'reached' : 'MISSED'}`);
}

const database = await openBenchDatabase();
const sink = await openSmtpSink();
const running: BenchProcess[] = [];
const start = async (mode: EmailMode): Promise<BenchProcess> => {
  const environment = { ...productEnvironment(database), EMAIL_SMTP_URL: sink.url };
  const server = await startBenchProcess('./email-server.js', mode, environment);
  running.push(server);
  return server;
};
try {
  print(`${ROUNDS} paired rounds of ${COUNT} mails, ${cpus().length} cores, Node ${process.version}\n`);
  const tenants = [];
  for (let index = 0; index < TENANTS; index++) tenants.push((await givenMeteredTenant(database.owner)).tenantId);
  const stage = { owner: database.owner, tenants };
  const cpu: [number[], number[]] = [[], []];
  const counted = { amount: COUNT, accepted: () => sink.accepted() };
  const contenders = [
    countedContender({ label: 'Nodemailer, pooled, ready HTML', ...counted, server: await start('bare'), micros: cpu[0] }),
    // only its own slices find mail: what its sweeper found in the others would be sent in their time
    countedContender({
      ...{ label: 'product: outbox to marked row', ...counted, server: await start('product'), micros: cpu[1] },
      prepare: () => fillOutbox(stage),
    }),
  ];
  const compared = await pairedRounds(contenders, { rounds: ROUNDS, seconds: 0 });
  report(compared, cpu);
  if (compared.some(({ bad }) => bad > 0)) process.exitCode = 1;
} finally {
  for (const server of running) await server.stop();
  await sink.close();
  await database.close();
}

import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../src/migrate.js';
import { newId } from '../../src/platform/database/ids.js';
import { FaultySmtp, WELL_BEHAVED } from '../email/faulty-smtp.js';
import { MortalCluster } from './cluster.js';
import { judgeMails } from './email-verdict.js';
import { openFaultProxy } from './fault-proxy.js';
import { MortalProcess, PASSWORDS, platformEnvironment } from './mortal-process.js';

// How to run it and what it proves: README.md beside it.
const SEED = Number(process.env['SEED'] ?? 1);
const KILLS = Number(process.env['KILLS'] ?? 200);
/** News per kill; each is a fact that one mail is owed for. */
const FACTS = Number(process.env['FACTS'] ?? 12);
const PEOPLE = 300;
const PATIENCE_MS = Number(process.env['PATIENCE_MS'] ?? 120_000);
/** The negative control: mails count as sent before they are, as they would in a worker that marks first. Never part of the product. */
const isControl = process.argv.includes('--mark-first');

let seed = SEED;
const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const cluster = await MortalCluster.start();
await migrate({ ownerUrl: cluster.ownerUrl, ...PASSWORDS, log: () => undefined });
const owner = cluster.ownerPool();
const smtp = await FaultySmtp.start();
// both take a little longer than they have to: a kill finds mails in the middle
const slowDatabase = await openFaultProxy(cluster.port);
slowDatabase.faults.latency = 2;
smtp.behaviour = { ...WELL_BEHAVED, thinkMs: () => (isControl ? 100 : 5 + random() * 20) };
const worker = new MortalProcess('worker', platformEnvironment(slowDatabase.port, { EMAIL_SMTP_URL: smtp.url }));

const numberOf = async (sql: string): Promise<number> =>
  Number((await owner.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);

async function until(what: string, holds: () => boolean | Promise<boolean>, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(5)) if (await holds()) return true;
  print(`gave up waiting: ${what}`);
  return false;
}

/** A workspace and its people, who will change their passwords. */
async function givePeople(): Promise<readonly { tenantId: string; userId: string }[]> {
  const tenantId = newId();
  await owner.query(
    `insert into tenants (id, name, slug, billing_email, referral_code, created_at, updated_at)
     values ($1, 'Chaos', 'chaos', 'chaos@chaos.example', 'chaos', now(), now())`,
    [tenantId],
  );
  const ids = Array.from({ length: PEOPLE }, () => newId());
  await owner.query(
    `insert into users (id, tenant_id, email, name, password_hash, role, created_at, updated_at)
     select id, $2, id || '@chaos.example', 'Somebody', 'none', 'member', now(), now() from unnest($1::uuid[]) u (id)`,
    [ids, tenantId],
  );
  return ids.map((userId) => ({ tenantId, userId }));
}

let told = 0;
/** Writes what happened into the outbox, as the transaction of a request would, and rings for the relay. */
async function happens(people: readonly { tenantId: string; userId: string }[], count: number): Promise<void> {
  const facts = Array.from({ length: count }, () => people[told++ % people.length]);
  await owner.query(
    `insert into outbox_events (id, tenant_id, name, version, payload, created_at)
     select id, tenant_id, 'user.password_changed', 1, jsonb_build_object('userId', user_id), now()
       from unnest($1::uuid[], $2::uuid[], $3::text[]) f (id, tenant_id, user_id)`,
    [facts.map(() => newId()), facts.map((one) => one?.tenantId), facts.map((one) => one?.userId)],
  );
  await owner.query(`select pg_notify('orbis_outbox', '')`);
}

/** The database has noticed the death once the last statement of the dead is through. */
async function nothingUnderWay(): Promise<void> {
  const its = `pg_stat_activity where usename in ('orbis_app', 'orbis_platform')`;
  await until('the database to notice', async () => (await numberOf(its)) === 0, 30_000);
}

/** What the next two minutes would do: nobody renews the locks and leases of the dead. */
async function skipTime(): Promise<void> {
  await owner.query(`update bullmq.job set state = 'waiting', lock_token = null, locked_until_ms = null where state = 'active'`);
  await owner.query(`update email_messages set locked_until = null where status = 'sending'`);
}

const inDoubt = new Map<string, number>();
const kills = { made: 0, inWork: 0, inDoubt: 0, mostInDoubt: 0 };

/** Mails the server got from this worker and whose rows do not know: each comes once more. */
async function countDoubts(since: number): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(`select id from email_messages where status = 'sending' and locked_until is not null`);
  const arrived = new Set(smtp.accepted.slice(since).map(({ messageId }) => messageId));
  const doubtful = rows.filter(({ id }) => arrived.has(`<${id}@orbisvoice.example>`));
  for (const { id } of doubtful) inDoubt.set(id, (inDoubt.get(id) ?? 0) + 1);
  kills.inWork += rows.length;
  kills.inDoubt += doubtful.length;
  kills.mostInDoubt = Math.max(kills.mostInDoubt, doubtful.length);
}

/** Half of the kills wait for an answer of the server and come within its mark; the others come at any moment. */
async function killAtWork(people: readonly { tenantId: string; userId: string }[]): Promise<void> {
  const before = smtp.accepted.length;
  await happens(people, FACTS);
  const isAimed = random() < 0.5;
  // the control must find mails that are claimed and not sent: it kills at the first answer
  const after = isControl ? before + 1 : before + Math.ceil(random() * FACTS * 0.7);
  let seen = false;
  smtp.onAccepted = () => (seen ||= smtp.accepted.length >= after);
  const atWork = `email_messages where status = 'sending' and locked_until > now()`;
  if (isAimed || isControl) await until('the server to be told', () => seen, PATIENCE_MS);
  else await until('the worker to begin', async () => (await numberOf(atWork)) > 0, PATIENCE_MS);
  if (!isControl) await sleep(isAimed ? random() * 6 : random() * 250);
  await worker.die();
  kills.made++;
  await nothingUnderWay();
  await countDoubts(before);
  if (isControl) await owner.query(`update email_messages set status = 'sent' where status = 'sending'`);
  await skipTime();
  worker.start();
}

const people = await givePeople();
worker.start();
for (let kill = 0; kill < KILLS; kill++) await killAtWork(people);
const OPEN = `(select 1 from email_messages where status in ('queued', 'sending') union all select 1 from outbox_events where dispatched_at is null
  union all select 1 from bullmq.job where queue in ('events', 'emails') and state in ('waiting', 'active')) open`;
const isQuiet = await until('everything to come to rest', async () => (await numberOf(OPEN)) === 0, PATIENCE_MS);

const { checks, counts } = await judgeMails({ owner, accepted: smtp.accepted, inDoubt });
const all = {
  'everything came to rest': isQuiet,
  'every kill was made': kills.made === KILLS,
  'the kills found mails between answer and mark': kills.inDoubt > 0,
  'never more than 24 in doubt at once': kills.mostInDoubt <= 24,
  ...checks,
};
print(`seed ${SEED}, ${told} facts, ${kills.made} × kill -9 of the worker, half of them within 6 ms of an answer of the server`);
print(
  `at the kills ${kills.inWork} mails in work, ${kills.inDoubt} of them answered and not marked, ${kills.mostInDoubt} at most at one kill`,
);
print(JSON.stringify(counts));
for (const [check, holds] of Object.entries(all)) print(`${holds ? 'ok  ' : 'FAIL'} ${check}`);
const isGood = Object.values(all).every(Boolean);
print(isGood ? 'PASS' : 'FAIL');

await worker.die();
await smtp.goAway();
await owner.end();
slowDatabase.close();
await cluster.close();
process.exit(isGood ? 0 : 1);

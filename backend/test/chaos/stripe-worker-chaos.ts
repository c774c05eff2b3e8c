import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMailInbox } from '../../sandbox/mail/index.js';
import { freePort } from '../../sandbox/postgres/index.js';
import { startStripeSandbox } from '../../sandbox/stripe/server.js';
import { migrate } from '../../src/migrate.js';
import { MortalCluster } from './cluster.js';
import { openFaultProxy } from './fault-proxy.js';
import { ApiProcess, MortalProcess, PASSWORDS, platformEnvironment } from './mortal-process.js';
import { judge } from './stripe-worker-verdict.js';
import { StripeLives, STEPS } from './stripe-lives.js';

// How to run it and what it proves: README.md beside it.
const SEED = Number(process.env['SEED'] ?? 1);
const TENANTS = Number(process.env['TENANTS'] ?? 20);
/** Kills per step of the customers' lives. */
const KILLS = Number(process.env['KILLS'] ?? 3);
/** Waits for no lock of a dead worker to run out: the time that takes is skipped in the database. */
const SKIPS_TIME = process.env['SKIP_TIME'] === 'yes';
const WORKERS = SKIPS_TIME ? 1 : 2;
const PATIENCE_MS = Number(process.env['PATIENCE_MS'] ?? 240_000);
/** Which of the steps are lived; all unless told. */
const LIFE = STEPS.filter((step) => !process.env['LIFE'] || process.env['LIFE'].split(',').includes(step));
/** The negative control: events are marked done before they are worked, as an inbox without a transaction would. Never part of the product. */
const isControl = process.argv.includes('--mark-first');
const SECRET = 'whsec_chaos';

let seed = SEED;
const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const cluster = await MortalCluster.start();
await migrate({ ownerUrl: cluster.ownerUrl, ...PASSWORDS, log: () => undefined });
const owner = cluster.ownerPool();
const folder = mkdtempSync(join(tmpdir(), 'orbisvoice-chaos-mail-'));
const inbox = await startMailInbox({ smtpPort: 0, webPort: 0, dataDir: folder, limit: 10_000 });
const stripe = await startStripeSandbox({ port: 0 });
// what a worker does takes longer than it has to: a kill finds it in the middle
const [slowDatabase, slowStripe] = [await openFaultProxy(cluster.port), await openFaultProxy(stripe.port)];
slowDatabase.faults.latency = 2;
slowStripe.faults.latency = 50;

const common = { STRIPE_API_URL: `http://127.0.0.1:${slowStripe.port}`, STRIPE_WEBHOOK_SECRET: SECRET, EMAIL_SMTP_URL: inbox.smtpUrl };
const sync = new MortalProcess('stripe-sync', platformEnvironment(cluster.port, common));
sync.start();
await sync.ended();
const api = new ApiProcess(await freePort(), platformEnvironment(cluster.port, common));
await api.listen();
const unsent = new Set(Object.keys(stripe.state.events));
stripe.setWebhook(`http://127.0.0.1:${api.port}/api/webhooks/stripe`, SECRET);
stripe.chaos({ seed: SEED, duplicate: 0.3, reorder: true });
const workers = Array.from({ length: WORKERS }, () => new MortalProcess('worker', platformEnvironment(slowDatabase.port, common)));

const numberOf = async (sql: string): Promise<number> =>
  Number((await owner.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);
const inWork = (): Promise<number> => numberOf(`stripe_events where status = 'processing'`);
const OPEN = `stripe_events where status not in ('done', 'ignored')`;
const UNSENT = `email_messages where status in ('queued', 'sending')`;
/** Handlers of messages, and the mails they order. */
const JOBS = `bullmq.job where queue in ('events', 'emails') and state in ('waiting', 'active')`;
const UNTOLD = 'outbox_events where dispatched_at is null';

async function until(what: string, holds: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(20)) if (await holds()) return true;
  print(`gave up waiting: ${what}`);
  return false;
}

/** What the next 45 seconds would do: nobody renews the locks of the dead, so their jobs are free again. */
async function skipTime(): Promise<void> {
  await owner.query(`update bullmq.job set state = 'waiting', lock_token = null, locked_until_ms = null where state = 'active'`);
  await owner.query(`update email_messages set locked_until = null where status = 'sending'`);
}

const kills = { made: 0, eventsInWork: 0 };
/** kill -9 of a worker (of all, when time is skipped) at a moment it works on events. */
async function killAtWork(isOver: () => boolean): Promise<void> {
  if (!(await until('a worker at work', async () => (await inWork()) > 0 || (isOver() && (await numberOf(OPEN)) === 0), 60_000))) return;
  if ((await inWork()) === 0) return;
  // the control needs something to lose, whatever the moment
  if (!isControl) await sleep(random() * 40);
  const found = await inWork();
  const victims = SKIPS_TIME ? workers : workers.filter((_, index) => index === Math.floor(random() * workers.length));
  await Promise.all(victims.map((worker) => worker.die()));
  kills.made++;
  kills.eventsInWork += found;
  if (isControl) await owner.query(`update stripe_events set status = 'done' where status = 'processing'`);
  if (SKIPS_TIME) await skipTime();
  for (const worker of victims) worker.start();
}

const lives = await StripeLives.begin({ stripe, owner, count: TENANTS });
for (const worker of workers) worker.start();
const isRested = async (): Promise<boolean> =>
  (await numberOf(OPEN)) + (await numberOf(UNSENT)) + (await numberOf(UNTOLD)) + (await numberOf(JOBS)) === 0;
let isQuiet = true;
for (const step of LIFE) {
  let isOver = false;
  const living = lives
    .live(step)
    .then(() => stripe.settled())
    .then(() => (isOver = true));
  for (let kill = 0; kill < KILLS; kill++) await killAtWork(() => isOver);
  await living;
  // whatever a refused delivery left behind comes once more
  await stripe.flush();
  // the platform looks at what Stripe says now: the next step would hide from it what this one did
  isQuiet &&= await until(`all of "${step}"`, isRested, PATIENCE_MS);
}

const { checks, counts } = await judge({ owner, stripe, mails: inbox.messages(), lives, unsent });
const all = { 'everything came to rest': isQuiet, 'the kills found events in work': kills.eventsInWork > 0, ...checks };
print(
  `seed ${SEED}, ${TENANTS} customers, ${WORKERS} worker processes, ${kills.made} × kill -9, ${kills.eventsInWork} events in work at the kills`,
);
print(JSON.stringify(counts));
for (const [check, holds] of Object.entries(all)) print(`${holds ? 'ok  ' : 'FAIL'} ${check}`);
const isGood = Object.values(all).every(Boolean);
print(isGood ? 'PASS' : 'FAIL');

await Promise.all([...workers, api].map((one) => one.die()));
await stripe.close();
await inbox.close();
await owner.end();
for (const proxy of [slowDatabase, slowStripe]) proxy.close();
await cluster.close();
rmSync(folder, { recursive: true, force: true });
process.exit(isGood ? 0 : 1);

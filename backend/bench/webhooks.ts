import { cpus } from 'node:os';
import { WEBHOOK_SAMPLES } from '@orbisvoice/shared-dto';
import type pg from 'pg';
import { WEBHOOK_SECRET_PURPOSE } from '../src/modules/webhooks/services/webhook-secrets.js';
import { KeyRing } from '../src/platform/crypto/key-ring.js';
import { newId } from '../src/platform/database/ids.js';
import { newWebhookSecret } from '../src/platform/http/standard-webhook.js';
import { type BenchProcess, productEnvironment, startBenchProcess } from './bench-process.js';
import { countedContender, linesOf } from './counted-contender.js';
import { type HttpsSink, openHttpsSink } from './https-sink.js';
import { givenMeteredTenant, openBenchDatabase } from './metering-database.js';
import { pairedRounds } from './paired-rounds.js';
import type { WebhooksMode } from './webhooks-server.js';

// Messages to endpoints of workspaces: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const COUNT = Number(process.env['MESSAGES'] ?? 1_000);
const TENANTS = Number(process.env['TENANTS'] ?? 50);

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

/** Workspaces with an endpoint each at the sink. */
async function givenEndpoints(owner: pg.Pool, { url }: HttpsSink, dataSecret: string): Promise<string[]> {
  const keys = new KeyRing(dataSecret);
  const tenants: string[] = [];
  for (let index = 0; index < TENANTS; index++) {
    const { tenantId } = await givenMeteredTenant(owner);
    await owner.query(
      `insert into webhook_endpoints (id, tenant_id, url, description, events, secret, created_at, updated_at)
       values ($1, $2, $3, '', array['agent.deleted'], $4, now(), now())`,
      [newId(), tenantId, url, keys.seal(WEBHOOK_SECRET_PURPOSE, newWebhookSecret())],
    );
    tenants.push(tenantId);
  }
  return tenants;
}

/** So many facts are committed and not told. The worker looks once a second: what it finds before it is asked counts as its time all the same. */
async function fillOutbox(owner: pg.Pool, tenants: readonly string[]): Promise<void> {
  await owner.query('truncate webhook_deliveries cascade');
  const rows = Array.from({ length: COUNT }, (_, index) => tenants[index % tenants.length]);
  await owner.query(
    `insert into outbox_events (id, tenant_id, name, version, payload, created_at)
     select id, tenant_id, 'agent.deleted', 1, $3::jsonb, now() from unnest($1::uuid[], $2::uuid[]) e (id, tenant_id)`,
    [rows.map(() => newId()), rows, JSON.stringify(WEBHOOK_SAMPLES['agent.deleted'])],
  );
}

const database = await openBenchDatabase();
const sink = await openHttpsSink();
const running: BenchProcess[] = [];
const environment: Record<string, string> = {
  ...productEnvironment(database),
  ...{ WEBHOOK_PRIVATE: 'true', WEBHOOK_CA_FILE: sink.caFile, SINK_URL: sink.url },
};
const start = async (mode: WebhooksMode): Promise<BenchProcess> => {
  const server = await startBenchProcess('./webhooks-server.js', mode, environment);
  running.push(server);
  return server;
};
try {
  print(`${ROUNDS} paired rounds of ${COUNT} messages to ${TENANTS} endpoints, ${cpus().length} cores, Node ${process.version}\n`);
  const tenants = await givenEndpoints(database.owner, sink, environment['DATA_SECRET'] ?? '');
  const cpu: [number[], number[]] = [[], []];
  const counted = { amount: COUNT, accepted: () => sink.accepted() };
  const contenders = [
    countedContender({ label: 'signed requests alone', ...counted, server: await start('bare'), micros: cpu[0] }),
    countedContender({
      ...{ label: 'product: fact to noted answer', ...counted, server: await start('product'), micros: cpu[1] },
      ...{ prepare: () => fillOutbox(database.owner, tenants), isPreparationCounted: true },
    }),
  ];
  const compared = await pairedRounds(contenders, { rounds: ROUNDS, seconds: 0 });
  print(linesOf(compared, cpu));
  if (compared.some(({ bad }) => bad > 0)) process.exitCode = 1;
} finally {
  for (const server of running) await server.stop();
  await sink.close();
  await database.close();
}

import 'reflect-metadata';
import { cpus } from 'node:os';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Pool } from 'pg';
import { applicationImports } from '../src/app.module.js';
import { AuditLog, AuditVerifier } from '../src/modules/audit/index.js';
import { ConversationEndService, ConversationLogService, ConversationStartService } from '../src/modules/conversations/index.js';
import type { Actor } from '../src/platform/access/actor.js';
import { tenantIdOf } from '../src/platform/access/tenant-id.js';
import { readSettings } from '../src/platform/config/settings.js';
import { SharedCommit } from '../src/platform/database/shared-commit.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { newId } from '../src/platform/database/ids.js';
import { benchActor } from './bench-actor.js';
import { productEnvironment } from './bench-process.js';
import { openBenchDatabase } from './metering-database.js';
import { type Contender, pairedRounds, type Slice, toTable } from './paired-rounds.js';

// What a line in the audit log costs the paths of a conversation: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 2);
const WRITERS = Number(process.env['WRITERS'] ?? 16);
const TENANTS = Number(process.env['TENANTS'] ?? 200);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

@Module({})
class BenchModule {}

interface Place {
  readonly actor: Actor;
  readonly agentId: string;
}

interface Way {
  readonly label: string;
  readonly isAudited: boolean;
  readonly isShared: boolean;
}

/** The first is what the others are held against; the last is the product. */
const WAYS: readonly Way[] = [
  { label: 'no audit, a transaction each', isAudited: false, isShared: false },
  { label: 'audit, a transaction each', isAudited: true, isShared: false },
  { label: 'product: audit, shared commits', isAudited: true, isShared: true },
];

/** Tenants with an agent and room for any number of conversations. */
async function addPlaces(owner: Pool, count: number): Promise<Place[]> {
  const places = Array.from({ length: count }, () => ({ tenantId: tenantIdOf(newId()), agentId: newId() }));
  for (const { tenantId, agentId } of places) {
    await owner.query(
      `insert into tenants (id, name, slug, billing_email, referral_code, created_at, updated_at)
       values ($1::uuid, 'Bench', $1::text, 'bench@bench.example', $1::text, now(), now())`,
      [tenantId],
    );
    await owner.query(
      `insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget, created_at, updated_at)
       values ($1::uuid, $2, 'Agent', '', 'kore', '', '[]', true, $1::text, '{}', '{}', now(), now())`,
      [agentId, tenantId],
    );
    await owner.query('select usage_open(array[$1::uuid])', [tenantId]);
    await owner.query('update usage_periods set lim = 100000000, ceiling = 100000000 where tenant_id = $1', [tenantId]);
  }
  return places.map(({ tenantId, agentId }) => ({ agentId, actor: benchActor(tenantId) }));
}

const database = await openBenchDatabase();
const app = await NestFactory.createApplicationContext(
  { module: BenchModule, imports: applicationImports(readSettings(productEnvironment(database))) },
  { logger: false },
);
try {
  const [starts, tools, ends, log] = [
    app.get(ConversationStartService, { strict: false }),
    app.get(ConversationLogService, { strict: false }),
    app.get(ConversationEndService, { strict: false }),
    app.get(AuditLog, { strict: false }),
  ];
  const [unitOfWork, shared] = [app.get(UnitOfWork), app.get(SharedCommit)];
  const [record, together] = [log.record.bind(log), shared.run.bind(shared)];

  const start = async ({ actor, agentId }: Place): Promise<string> =>
    (await starts.start(actor, { agentId, sessionId: newId(), channel: 'api' })).id;
  /** Everything an integrator does but the turns. */
  const live = async (place: Place): Promise<void> => {
    const id = await start(place);
    for (let call = 0; call < 3; call++) {
      await tools.addToolExecution(place.actor, id, { name: 'calendar', status: 'succeeded', durationMs: 120 });
    }
    await ends.end(place.actor, id, { status: 'completed', outcome: 'success', connectedSeconds: 60 });
  };

  const contender = (places: readonly Place[], work: (place: Place) => Promise<unknown>, way: Way): Contender => ({
    label: way.label,
    measure: async (seconds): Promise<Slice> => {
      log.record = way.isAudited ? record : async () => undefined;
      shared.run = way.isShared ? together : (tenantId, write) => unitOfWork.run(tenantId, write);
      const times: number[] = [];
      const end = performance.now() + seconds * 1000;
      let turn = 0;
      const writer = async (): Promise<void> => {
        while (performance.now() < end) {
          const begun = performance.now();
          const place = places[turn++ % places.length];
          if (place) await work(place);
          times.push(performance.now() - begun);
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      times.sort((a, b) => a - b);
      return { perSecond: times.length / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0, bad: 0 };
    },
  });
  const compare = async (title: string, places: readonly Place[], work: (place: Place) => Promise<unknown>): Promise<void> => {
    const contenders = WAYS.map((way) => contender(places, work, way));
    print(`${title}\n${toTable(await pairedRounds(contenders, { rounds: ROUNDS, seconds: SECONDS }))}\n`);
  };

  print(`${ROUNDS} paired rounds of ${SECONDS} s, ${WRITERS} writers, ${cpus().length} cores, Node ${process.version}\n`);
  const many = await addPlaces(database.owner, TENANTS);
  const one = await addPlaces(database.owner, 1);
  await compare(`starts, ${TENANTS} tenants`, many, start);
  await compare('starts, one tenant', one, start);
  await compare(`whole conversations with three tool calls, ${TENANTS} tenants`, many, live);
  await compare('whole conversations with three tool calls, one tenant', one, live);
  const { entries, faultyTenants } = await app.get(AuditVerifier, { strict: false }).verify();
  print(`${entries} entries, ${faultyTenants === 0 ? 'intact' : 'NOT INTACT'}`);
  if (faultyTenants > 0) process.exitCode = 1;
} finally {
  await app.close();
  await database.close();
}

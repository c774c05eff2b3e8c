import 'reflect-metadata';
import { cpus } from 'node:os';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Pool } from 'pg';
import { applicationImports } from '../src/app.module.js';
import { AuditLog, AuditVerifier } from '../src/modules/audit/index.js';
import { ChainBuilder } from '../src/modules/audit/services/chain-builder.js';
import { type TenantId, tenantIdOf } from '../src/platform/access/tenant-id.js';
import { readSettings } from '../src/platform/config/settings.js';
import { DataKeys } from '../src/platform/crypto/data-keys.js';
import { newId } from '../src/platform/database/ids.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { productEnvironment } from './bench-process.js';
import { openBenchDatabase } from './metering-database.js';
import { type Contender, pairedRounds, type Slice, toTable } from './paired-rounds.js';

// Target m of the performance page: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 2);
const WRITERS = Number(process.env['WRITERS'] ?? 8);
const TENANTS = Number(process.env['TENANTS'] ?? 200);
const ENTRIES = Number(process.env['ENTRIES'] ?? 1_000_000);
const BATCH = 5_000;
const LOOP_LIMIT_MB = 64;
/** A million entries, the promise of the log; the wish is ten million in the same time. */
const MILLION_LIMIT_S = 60;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

@Module({})
class BenchModule {}

interface Place {
  readonly tenantId: TenantId;
  readonly agentId: string;
}

/** Tenants with an agent each: what the writes are about. */
async function addTenants(owner: Pool, count: number): Promise<Place[]> {
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
  }
  return places;
}

const database = await openBenchDatabase();
const app = await NestFactory.createApplicationContext(
  { module: BenchModule, imports: applicationImports(readSettings(productEnvironment(database))) },
  { logger: false },
);
try {
  const [unitOfWork, log, verifier, keys] = [
    app.get(UnitOfWork),
    app.get(AuditLog, { strict: false }),
    app.get(AuditVerifier, { strict: false }),
    app.get(DataKeys),
  ];
  const origin = { ip: '198.51.100.7', userAgent: null, traceId: newId() };
  const userId = newId();

  /** The write of a setting: read, write, the news of it, and its line in the log or not. */
  const write = ({ tenantId, agentId }: Place, isAudited: boolean): Promise<void> =>
    unitOfWork.run(tenantId, async (manager) => {
      const [before] = await manager.query<{ name: string }[]>('select name from agents where tenant_id = $1 and id = $2', [
        tenantId,
        agentId,
      ]);
      const after = newId();
      await manager.query('update agents set name = $3, updated_at = now() where tenant_id = $1 and id = $2', [tenantId, agentId, after]);
      await manager.query(
        `insert into outbox_events (id, tenant_id, name, version, payload, created_at, dispatched_at) values ($1, $2, 'agent.updated', 1, $3, now(), now())`,
        [newId(), tenantId, JSON.stringify({ agentId })],
      );
      if (!isAudited) return;
      const changes = { name: { before: before?.name ?? null, after } };
      const author = { kind: 'subject' as const, tenantId, userId, name: 'Bench', origin };
      await log.record(author, { action: 'agent.updated', targetType: 'agent', targetId: agentId, changes });
    });

  const contender = (label: string, places: readonly Place[], isAudited: boolean): Contender => ({
    label,
    measure: async (seconds): Promise<Slice> => {
      const times: number[] = [];
      const end = performance.now() + seconds * 1000;
      let turn = 0;
      const work = async (): Promise<void> => {
        while (performance.now() < end) {
          const begun = performance.now();
          const place = places[turn++ % places.length];
          if (place) await write(place, isAudited);
          times.push(performance.now() - begun);
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, work));
      times.sort((a, b) => a - b);
      return { perSecond: times.length / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0, bad: 0 };
    },
  });

  print(`${ROUNDS} paired rounds of ${SECONDS} s, ${WRITERS} writers, ${cpus().length} cores, Node ${process.version}\n`);
  const many = await addTenants(database.owner, TENANTS);
  const hot = await addTenants(database.owner, WRITERS);
  const [hottest] = hot;
  print(`a write of three statements, ${TENANTS} tenants`);
  const spread = await pairedRounds([contender('without audit', many, false), contender('with audit', many, true)], {
    rounds: ROUNDS,
    seconds: SECONDS,
  });
  print(`${toTable(spread)}\n   target 0.90: ${(spread[1]?.ratio.median ?? 0) >= 0.9 ? 'reached' : 'MISSED'}\n`);
  if (hottest) {
    print('the same, every writer on the same tenant (agents of their own would not help: the chain is one)');
    const one = [hottest];
    print(
      `${toTable(await pairedRounds([contender('without audit', one, false), contender('with audit', one, true)], { rounds: ROUNDS, seconds: SECONDS }))}\n`,
    );
  }

  print(`filling ${ENTRIES} entries`);
  const [big] = await addTenants(database.owner, 1);
  if (big) await fill(database.owner, new ChainBuilder(keys, big.tenantId), big.tenantId);
  const rss = process.memoryUsage().rss;
  let peak = rss;
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const result = await verifier.verify({
    onProgress: async () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  const seconds = (performance.now() - begun) / 1000;
  print(
    `${result.entries} entries verified in ${seconds.toFixed(1)} s, ${Math.round(result.entries / seconds)}/s: ten million in ${((seconds / result.entries) * 1e7).toFixed(0)} s`,
  );
  const { user, system } = process.cpuUsage(cpu);
  print(`processor time of this process: ${((user + system) / result.entries).toFixed(1)} µs per entry`);
  print(`memory grew by ${Math.round((peak - rss) / 1_048_576)} MB (limit ${LOOP_LIMIT_MB})`);
  const million = (seconds / result.entries) * 1e6;
  if (million > MILLION_LIMIT_S) {
    print(`TOO SLOW: ${million.toFixed(0)} s for a million entries (limit ${MILLION_LIMIT_S} s)`);
    process.exitCode = 1;
  }
  if (result.faultyTenants > 0) {
    print(`NOT INTACT: ${JSON.stringify(result.findings)}`);
    process.exitCode = 1;
  }
} finally {
  await app.close();
  await database.close();
}

async function fill(owner: Pool, chain: ChainBuilder, tenantId: string): Promise<void> {
  const begun = Date.now();
  for (let index = 0; index < ENTRIES; index += BATCH) {
    const entries = Array.from({ length: Math.min(BATCH, ENTRIES - index) }, (_, offset) =>
      chain.add({
        id: newId(),
        at: new Date(begun + index + offset),
        action: 'agent.updated',
        actorKind: 'user',
        actorId: `user ${(index + offset) % 50}`,
        actorName: 'Somebody',
        impersonatorId: null,
        targetType: 'agent',
        targetId: `agent ${offset}`,
        changes: { name: { before: 'Reception', after: `Reception ${offset}` }, isActive: { before: false, after: true } },
        ip: '198.51.100.7',
        traceId: newId(),
      }),
    );
    await owner.query(
      `insert into audit_entries (id, tenant_id, seq, at, action, actor_kind, actor_id, actor_subject, actor_sealed, target_type, target_id,
         changes, ip_hash, trace_id, hash, mac)
       select e.id, e."tenantId", e.seq, e.at, e.action, e."actorKind", e."actorId", e."actorSubject", e."actorSealed", e."targetType",
         e."targetId", e.changes::json, decode(e."ipHash", 'hex'), e."traceId", decode(e.hash, 'hex'), decode(e.mac, 'hex')
       from json_to_recordset($1::json) as e (id uuid, "tenantId" uuid, seq bigint, at timestamptz, action text, "actorKind" text,
         "actorId" text, "actorSubject" text, "actorSealed" text, "targetType" text, "targetId" text, changes text, "ipHash" text,
         "traceId" text, hash text, mac text)`,
      [JSON.stringify(entries)],
    );
  }
  const { seq, hash, mac } = chain.head;
  await owner.query('update audit_chains set seq = $2, hash = $3, mac = $4 where tenant_id = $1', [tenantId, seq, hash, mac]);
  await owner.query('analyze audit_entries');
}

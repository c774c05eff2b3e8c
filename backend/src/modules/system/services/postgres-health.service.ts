import { Inject, Injectable } from '@nestjs/common';
import type { SystemPostgres } from '@orbisvoice/shared-dto';
import { EXPECTED_MIGRATIONS } from '../../../platform/health/expected-migrations.js';
import { AllTenantsPostgresFactsRepository, type ConnectionGroup } from '../persistence/all-tenants-postgres-facts.repository.js';

const MS = 1_000;

/** How PostgreSQL is, in one look. */
@Injectable()
export class PostgresHealth {
  constructor(
    private readonly postgres: AllTenantsPostgresFactsRepository,
    @Inject(EXPECTED_MIGRATIONS) private readonly expected: readonly string[],
  ) {}

  async read(now: Date): Promise<SystemPostgres> {
    const [facts, connections, replicas, tables, applied] = await Promise.all([
      this.postgres.facts(),
      this.postgres.connections(),
      this.postgres.replicas(),
      this.postgres.tables(),
      this.postgres.migrations(),
    ]);
    const has = new Set(applied);
    return {
      ...facts,
      startedAt: facts.startedAt.toISOString(),
      statsSince: facts.statsSince?.toISOString() ?? null,
      connections: connections.map(({ role, state, count }) => ({ role, state, count })),
      longestTransactionSeconds: longestTransaction(connections, now),
      replicas: [...replicas],
      tables: tables.map((table) => ({ ...table, vacuumedAt: table.vacuumedAt?.toISOString() ?? null })),
      migrations: { applied: applied.length, last: applied.at(-1) ?? null, missing: this.expected.filter((name) => !has.has(name)) },
    };
  }
}

function longestTransaction(connections: readonly ConnectionGroup[], now: Date): number | null {
  const starts = connections.flatMap(({ oldestTransaction }) => (oldestTransaction ? [oldestTransaction.getTime()] : []));
  return starts.length === 0 ? null : Math.max(0, (now.getTime() - Math.min(...starts)) / MS);
}

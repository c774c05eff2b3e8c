import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SystemPostgres } from '@orbisvoice/shared-dto';
import { formatBytes, formatDuration, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { utcExact } from '../../../core/dates';
import { HEALTH } from '../health.strings';

interface Fact {
  readonly name: string;
  readonly value: string;
  readonly notes: readonly string[];
}

/** PostgreSQL in a dozen lines. */
@Component({
  selector: 'oc-postgres-facts',
  template: `
    <dl class="ov-facts">
      @for (fact of facts(); track fact.name) {
        <dt>{{ fact.name }}</dt>
        <dd>
          {{ fact.value }}
          @for (note of fact.notes; track note) {
            <small class="oc-second">{{ note }}</small>
          }
        </dd>
      }
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PostgresFacts {
  readonly postgres = input.required<SystemPostgres>();

  protected readonly facts = computed<readonly Fact[]>(() => [...serverFacts(this.postgres()), ...workFacts(this.postgres())]);
}

function serverFacts(now: SystemPostgres): Fact[] {
  const open = now.connections.reduce((sum, { count }) => sum + count, 0);
  const { applied, last } = now.migrations;
  return [
    { name: HEALTH.postgres, value: now.version, notes: [now.isReplica ? HEALTH.replica : HEALTH.primary] },
    { name: HEALTH.up, value: utcExact(now.startedAt), notes: [] },
    { name: HEALTH.size, value: formatBytes(now.sizeBytes), notes: [] },
    {
      name: HEALTH.connections,
      value: HEALTH.connectionsOf(formatNumber(open), formatNumber(now.maxConnections)),
      notes: now.connections.map(({ role, state, count }) => HEALTH.connectionGroup(role, state, formatNumber(count))),
    },
    {
      name: HEALTH.replication,
      value: now.replicas.length === 0 ? HEALTH.noReplica : formatNumber(now.replicas.length),
      notes: now.replicas.map(({ state, lagSeconds }) => HEALTH.replicaOf(state, formatDuration(lagSeconds))),
    },
    { name: HEALTH.migrations, value: HEALTH.migrationsOf(formatNumber(applied), last ?? HEALTH.none), notes: [] },
  ];
}

function workFacts(now: SystemPostgres): Fact[] {
  const since = now.statsSince ? [HEALTH.since(utcExact(now.statsSince))] : [];
  const longest = now.longestTransactionSeconds;
  return [
    { name: HEALTH.cache, value: formatShare(now.cacheHitShare, 2), notes: since },
    {
      name: HEALTH.transactions,
      value: HEALTH.transactionsOf(formatNumber(now.commits), formatNumber(now.rollbacks)),
      notes: since,
    },
    { name: HEALTH.transaction, value: longest === null ? HEALTH.none : formatDuration(longest), notes: [] },
    { name: HEALTH.locks, value: formatNumber(now.waitingLocks), notes: [] },
    { name: HEALTH.deadlocks, value: formatNumber(now.deadlocks), notes: since },
  ];
}

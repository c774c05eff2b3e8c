import { Injectable } from '@nestjs/common';
import type { SystemIntegration, SystemIntegrations } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { type Integration, Integrations } from '../../../platform/reports/integrations.js';
import { HEARTBEAT_GONE_MS } from '../domain/process-state.js';
import {
  AllTenantsIntegrationRepository,
  type CircuitRow,
  type IntegrationRow,
  type ProbeRow,
} from '../persistence/all-tenants-integration.repository.js';

const DAY_MS = 86_400_000;

interface Known {
  readonly latest: ReadonlyMap<string, IntegrationRow>;
  readonly counts: ReadonlyMap<string, { readonly successes: number; readonly failures: number }>;
  readonly circuits: readonly CircuitRow[];
  readonly probes: ReadonlyMap<string, ProbeRow>;
}

/** How the world outside answers the platform, over all processes. */
@Injectable()
export class IntegrationBoard {
  constructor(
    private readonly integrations: Integrations,
    private readonly rows: AllTenantsIntegrationRepository,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<SystemIntegrations> {
    const now = this.clock.now();
    const ago = (ms: number): Date => new Date(now.getTime() - ms);
    const [latest, counts, circuits, probes] = await Promise.all([
      this.rows.latest(),
      this.rows.counts(ago(DAY_MS)),
      this.rows.circuits(ago(HEARTBEAT_GONE_MS), now),
      this.rows.probes(),
    ]);
    const known: Known = { latest: byName(latest), counts, circuits, probes: byName(probes) };
    return { asOf: now.toISOString(), items: this.integrations.all().map((integration) => viewOf(integration, known)) };
  }
}

function viewOf({ name, kind, probe: ask }: Integration, { latest, counts, circuits, probes }: Known): SystemIntegration {
  const row = latest.get(name);
  const probe = probes.get(name);
  return {
    name,
    kind,
    lastSuccessAt: row?.lastSuccessAt?.toISOString() ?? null,
    lastErrorAt: row?.lastErrorAt?.toISOString() ?? null,
    lastError: row?.lastError ?? null,
    latencyMs: row?.latencyMs ?? null,
    successes24h: counts.get(name)?.successes ?? 0,
    failures24h: counts.get(name)?.failures ?? 0,
    circuits: circuits
      .filter((circuit) => circuit.name === name)
      .map(({ host, pid, kind: process, state, until }) => ({ host, pid, kind: process, state, until: until?.toISOString() ?? null })),
    canProbe: ask !== null,
    probe: probe ? probeView(probe) : null,
  };
}

export const probeView = ({ name: _name, beganAt, endedAt, ...row }: ProbeRow): NonNullable<SystemIntegration['probe']> => ({
  ...row,
  beganAt: beganAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

const byName = <T extends { readonly name: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.name, row]));

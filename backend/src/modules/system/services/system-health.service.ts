import { Injectable } from '@nestjs/common';
import type { SystemHealth, SystemProcess, SystemRangeQuery } from '@orbisvoice/shared-dto';
import { SYSTEM_RANGE_STEPS } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { processState } from '../domain/process-state.js';
import { AllTenantsProcessRepository, type ProcessRow } from '../persistence/all-tenants-process.repository.js';
import { PostgresHealth } from './postgres-health.service.js';

const MS = 1_000;
/** Processes that ended are worth a look for a day. */
const REMEMBERED_MS = 24 * 3_600_000;

/** The processes and the database as they are now, and how they were. */
@Injectable()
export class SystemHealthService {
  constructor(
    private readonly processes: AllTenantsProcessRepository,
    private readonly postgres: PostgresHealth,
    private readonly clock: Clock,
  ) {}

  async read({ range }: SystemRangeQuery): Promise<SystemHealth> {
    const now = this.clock.now();
    const [rows, postgres] = await Promise.all([this.processes.list(new Date(now.getTime() - REMEMBERED_MS)), this.postgres.read(now)]);
    return {
      asOf: now.toISOString(),
      range,
      stepSeconds: SYSTEM_RANGE_STEPS[range].step,
      processes: rows.map((row) => processOf(row, now)),
      postgres,
      points: [],
    };
  }
}

function processOf({ figures, sockets: _sockets, socketCount: _count, ...row }: ProcessRow, now: Date): SystemProcess {
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
    state: processState(row.seenAt, row.stoppedAt, now),
    uptimeSeconds: Math.max(0, Math.round((row.seenAt.getTime() - row.startedAt.getTime()) / MS)),
    memoryBytes: figures['process.rss'] ?? null,
    heapBytes: figures['process.heap'] ?? null,
    cpuCores: figures['process.cpu'] ?? null,
    loopLagMs: figures['loop.p99'] ?? null,
  };
}

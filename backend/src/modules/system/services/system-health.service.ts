import { Injectable } from '@nestjs/common';
import type { SystemHealth, SystemHealthPoint, SystemProcess, SystemRangeQuery } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { windowOf } from '../domain/history-window.js';
import { processState } from '../domain/process-state.js';
import { AllTenantsProcessRepository, type ProcessRow } from '../persistence/all-tenants-process.repository.js';
import { PostgresHealth } from './postgres-health.service.js';
import { type FigurePoint, SystemHistory } from './system-history.js';

const MS = 1_000;
/** Processes that ended are worth a look for a day. */
const REMEMBERED_MS = 24 * 3_600_000;

const FIGURES = ['process.rss', 'process.cpu', 'loop.p99', 'pool.app.waiting', 'pool.platform.waiting'];

/** The processes and the database as they are now, and how they were. */
@Injectable()
export class SystemHealthService {
  constructor(
    private readonly processes: AllTenantsProcessRepository,
    private readonly postgres: PostgresHealth,
    private readonly history: SystemHistory,
    private readonly clock: Clock,
  ) {}

  async read({ range }: SystemRangeQuery): Promise<SystemHealth> {
    const now = this.clock.now();
    const window = windowOf(range, now);
    const [rows, postgres, points] = await Promise.all([
      this.processes.list(new Date(now.getTime() - REMEMBERED_MS)),
      this.postgres.read(now),
      this.history.figures(FIGURES, window),
    ]);
    return {
      asOf: now.toISOString(),
      range,
      stepSeconds: window.stepSeconds,
      processes: rows.map((row) => processOf(row, now)),
      postgres,
      points: points.map(pointOf),
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

function pointOf({ at, recordedMinutes, processes, max, sum }: FigurePoint): SystemHealthPoint {
  const waiting = [max['pool.app.waiting'], max['pool.platform.waiting']].filter((value) => value !== undefined);
  return {
    at: at.toISOString(),
    isRecorded: recordedMinutes > 0,
    processes,
    memoryBytes: max['process.rss'] ?? null,
    cpuCores: sum['process.cpu'] ?? null,
    loopLagMs: max['loop.p99'] ?? null,
    poolWaiting: waiting.length > 0 ? Math.max(...waiting) : null,
  };
}

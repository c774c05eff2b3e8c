import { Injectable } from '@nestjs/common';
import type { SystemSockets } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { HEARTBEAT_MS, processState } from '../domain/process-state.js';
import { AllTenantsProcessRepository } from '../persistence/all-tenants-process.repository.js';

/** Upgraded connections of all processes, each by its own word of a few seconds ago. */
@Injectable()
export class SocketDesk {
  constructor(
    private readonly processes: AllTenantsProcessRepository,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<SystemSockets> {
    const now = this.clock.now();
    const rows = await this.processes.list(new Date(now.getTime() - HEARTBEAT_MS * 8));
    const up = rows.filter(({ kind, seenAt, stoppedAt }) => kind === 'api' && processState(seenAt, stoppedAt, now) === 'up');
    return {
      asOf: now.toISOString(),
      total: up.reduce((sum, { socketCount }) => sum + socketCount, 0),
      processes: up.map(({ id, kind, host, pid, socketCount, seenAt }) => ({
        id,
        kind,
        host,
        pid,
        count: socketCount,
        seenAt: seenAt.toISOString(),
      })),
      items: up
        .flatMap(({ id: processId, host, pid, sockets }) =>
          sockets.map((socket, index) => ({ id: `${processId}-${index}`, processId, host, pid, ...socket })),
        )
        .sort((a, b) => a.since.localeCompare(b.since)),
    };
  }
}

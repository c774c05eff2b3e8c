import { Injectable } from '@nestjs/common';
import { type ProcessKind } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** What does not change while a process lives. */
export interface ProcessIdentity {
  readonly id: string;
  readonly kind: ProcessKind;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedAt: Date;
}

/** An upgraded connection of a process. */
export interface OpenSocket {
  readonly path: string;
  readonly protocol: string;
  readonly since: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What a heartbeat says. */
export interface Heartbeat {
  readonly at: Date;
  readonly figures: Readonly<Record<string, number>>;
  readonly socketCount: number;
  readonly sockets: readonly OpenSocket[];
}

export interface ProcessRow extends ProcessIdentity {
  readonly seenAt: Date;
  readonly stoppedAt: Date | null;
  readonly figures: Readonly<Record<string, number>>;
  readonly socketCount: number;
  readonly sockets: readonly OpenSocket[];
}

const BEAT = `
insert into system_processes (id, kind, host, pid, version, node_version, started_at, seen_at, figures, socket_count, sockets)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (id) do update set seen_at = excluded.seen_at, figures = excluded.figures,
  socket_count = excluded.socket_count, sockets = excluded.sockets`;

const LIST = `
select id, kind, host, pid, version, node_version as "nodeVersion", started_at as "startedAt", seen_at as "seenAt",
       stopped_at as "stoppedAt", figures, socket_count as "socketCount", sockets
from system_processes
where seen_at >= $1
order by stopped_at is not null, kind, started_at desc
limit 200`;

/** The processes of the platform, each by its own word. */
@Injectable()
export class AllTenantsProcessRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async beat(process: ProcessIdentity, { at, figures, socketCount, sockets }: Heartbeat): Promise<void> {
    const { id, kind, host, pid, version, nodeVersion, startedAt } = process;
    const values = [id, kind, host, pid, version, nodeVersion, startedAt, at, figures, socketCount, JSON.stringify(sockets)];
    await this.database.query({ name: 'system.beat', text: BEAT, values });
  }

  async stop(id: string, at: Date): Promise<void> {
    const text = `update system_processes set seen_at = $2, stopped_at = $2, socket_count = 0, sockets = '[]' where id = $1`;
    await this.database.query({ text, values: [id, at] });
  }

  /** Those heard of since the instant: running ones first. */
  async list(since: Date): Promise<readonly ProcessRow[]> {
    return this.database.query<ProcessRow>({ name: 'system.processes', text: LIST, values: [since] });
  }
}

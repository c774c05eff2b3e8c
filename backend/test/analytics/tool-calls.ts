import type { ConversationChannel, ToolStatus } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** A call of a tool and what of its conversation decides whether and where it counts. */
export interface Call {
  readonly at: string;
  readonly agentId: string;
  readonly channel: ConversationChannel;
  readonly isCounted: boolean;
  readonly tool: string;
  readonly status: ToolStatus;
  readonly durationMs: number;
  readonly error: string | null;
}

/** Writes calls as rows, each in a conversation of its own. */
export async function insertCalls(owner: pg.Pool, tenantId: string, calls: readonly Call[]): Promise<void> {
  const column = <K extends keyof Call>(key: K): Call[K][] => calls.map((call) => call[key]);
  const ids = calls.map(() => newId());
  const moments = column('at');
  await owner.query(
    `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, counted_at)
     select id, $1, agent, id::text, channel, 'completed', at - interval '1 minute', case when counted then at end
       from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::boolean[]) c (id, at, agent, channel, counted)`,
    [tenantId, ids, moments, column('agentId'), column('channel'), column('isCounted')],
  );
  await owner.query(
    `insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, error, executed_at)
     select gen_random_uuid(), $1, id, tool, status, duration, error, at
       from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::text[]) x (id, at, tool, status, duration, error)`,
    [tenantId, ids, moments, column('tool'), column('status'), column('durationMs'), column('error')],
  );
}

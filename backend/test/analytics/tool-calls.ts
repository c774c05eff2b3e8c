import type { ConversationChannel, ToolStatus } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** An execution of a tool. */
export interface Attempt {
  readonly at: string;
  readonly status: ToolStatus;
  readonly durationMs: number;
  readonly error: string | null;
}

/** A call of a tool, as its last attempt went, and what of its conversation decides whether and where it counts. */
export interface Call extends Attempt {
  readonly agentId: string;
  readonly channel: ConversationChannel;
  readonly isCounted: boolean;
  readonly tool: string;
  /** The attempts before the last one, in their order. */
  readonly earlier?: readonly Attempt[];
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
  const attempts = calls.flatMap(({ earlier = [], ...last }, index) =>
    [...earlier, last].map(({ at, status, durationMs, error }, place) => ({
      conversation_id: ids[index],
      name: last.tool,
      status,
      duration_ms: durationMs,
      error,
      executed_at: at,
      call_id: earlier.length > 0 ? 'call' : null,
      attempt: place + 1,
      is_last: place === earlier.length,
    })),
  );
  await owner.query(
    `insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, error, executed_at, call_id, attempt, is_last)
     select gen_random_uuid(), $1, conversation_id, name, status, duration_ms, error, executed_at, call_id, attempt, is_last
       from json_populate_recordset(null::tool_executions, $2::json)`,
    [tenantId, JSON.stringify(attempts)],
  );
}

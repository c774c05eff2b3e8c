import type pg from 'pg';
import { type TenantWorld } from '../factories/tenant-world.js';

/** Which of a tenant's things a route's parameter names. A new route with an id does not pass until it stands here. */
const ID_OF: readonly (readonly [RegExp, (world: TenantWorld) => string])[] = [
  [/^\/api\/agents\//, (world) => world.agent.id],
  [/^\/api\/conversations\//, (world) => world.conversation.id],
  [/^\/api\/transcripts\//, (world) => world.conversation.id],
  [/^\/api\/api-keys\//, (world) => world.apiKey.id],
  [/^\/api\/team\/members\//, (world) => world.memberId],
  [/^\/api\/team\/invitations\//, (world) => world.invitation.id],
  [/^\/api\/auth\/sessions\//, (world) => world.sessionId],
  [/^\/api\/billing\/invoices\//, (world) => world.invoiceId],
  [/^\/api\/report-schedules\//, (world) => world.scheduleId],
  [/^\/api\/billing\/tax-ids\//, (world) => world.taxIdId],
  [/^\/api\/webhook-endpoints\//, (world) => world.webhooks.endpointId],
  [/^\/api\/webhook-deliveries\//, (world) => world.webhooks.deliveryId],
  [/^\/api\/exports\/files\//, (world) => world.exportId],
  [/^\/api\/exports\//, (world) => world.exportId],
];

/** @throws Error for a route nobody has told this suite about */
export function neighbourIdFor(path: string, world: TenantWorld): string {
  const id = ID_OF.find(([pattern]) => pattern.test(path))?.[1](world);
  if (!id) throw new Error(`${path} has an id, and neighbours.ts does not say of what`);
  return id;
}

/** Tables with a tenant, by the catalogue. Partitions are parts of theirs: nobody has a right to one by its own name. */
export async function tenantTables(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Every row of a tenant as text, per table: what must not change and must not be seen. */
export async function rowsOfTenant(owner: pg.Pool, tenantId: string): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of await tenantTables(owner)) {
    const found = await owner.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t where tenant_id = $1 order by t::text`, [
      tenantId,
    ]);
    rows[table] = found.rows.map(({ row }) => row);
  }
  return rows;
}

/** Every UUID that belongs to a tenant's rows. */
export function idsIn(rows: Record<string, unknown[]>): string[] {
  const text = JSON.stringify(rows);
  return [...new Set(text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g))];
}

import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** What became of a tenant's mails, and what a recipient chose. Its mails must be there. */
export async function insertEmailRows(owner: pg.Pool, tenantId: string): Promise<void> {
  await owner.query(
    `insert into email_events (id, tenant_id, message_id, kind, at)
     select $1, tenant_id, id, 'delivered', now() from email_messages where tenant_id = $2 order by id limit 1`,
    [newId(), tenantId],
  );
  await owner.query(
    `insert into email_preferences (tenant_id, recipient_hash, category, is_enabled, source, updated_at)
     values ($1::uuid, sha256(convert_to(($1::uuid)::text, 'UTF8')), 'lifecycle', false, 'portal', now())`,
    [tenantId],
  );
}

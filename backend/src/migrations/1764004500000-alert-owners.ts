import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Owners of a workspace are a channel of their own, beside staff's mails and the webhook. */
const CHANNEL = `
alter table alert_deliveries drop constraint alert_deliveries_channel_check;
alter table alert_deliveries add constraint alert_deliveries_channel_check check (channel in ('email','webhook','owners'));
`;

/**
 * Told are the owners in a unit of work of their workspace: its audit entry, the event behind the mail, and that they were told are committed
 * together. Its role must not touch the platform's tables otherwise.
 */
const CLAIM = `
create function claim_owners_delivery(p_id uuid, p_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update alert_deliveries d set status = 'sent', sent_at = p_at, tried_at = p_at, attempts = d.attempts + 1
  from security_alerts a
  where d.id = p_id and d.channel = 'owners' and d.status = 'waiting'
    and a.id = d.alert_id and a.about_tenant_id = current_setting('app.tenant')::uuid;
  return found;
end $$;
revoke all on function claim_owners_delivery(uuid, timestamptz) from public;
grant execute on function claim_owners_delivery(uuid, timestamptz) to orbis_app;
`;

/** Owners are told of hits that concern people or keys of their workspace. */
export class AlertOwners1764004500000 implements MigrationInterface {
  name = 'AlertOwners1764004500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [CHANNEL, CLAIM]) await queryRunner.query(part);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}

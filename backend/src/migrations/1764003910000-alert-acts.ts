import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What staff do to alerts is committed with its audit entry. That is written by the role of the tenants' rows, which must not touch the
 * platform's tables: it gets these few deeds, and nothing else of them. They hold the locks under which the rules work.
 */
const ACT = `
create function act_on_alert(p_alert uuid, p_from text, p_to text, p_step jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_rule text;
  v_subject text;
  v_kind text := p_step->>'kind';
  v_at timestamptz := (p_step->>'at')::timestamptz;
begin
  select rule, subject into v_rule, v_subject from security_alerts where id = p_alert;
  if not found then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended('alert ' || v_rule || ' ' || v_subject, 0));
  -- an older hit of the same subject stays history: its successor is the one to reopen
  if v_kind = 'reopened' and p_alert <> (
    select id from security_alerts where rule = v_rule and subject = v_subject order by opened_at desc, id desc limit 1
  ) then return false; end if;
  update security_alerts set status = p_to, updated_at = v_at,
    closed_at = case when p_to in ('resolved', 'false_alarm') then v_at end,
    openings = openings + case when v_kind = 'reopened' then 1 else 0 end
  where id = p_alert and status = p_from;
  if not found then return false; end if;
  insert into security_alert_steps (id, alert_id, at, kind, by_id, by_name, note)
  values ((p_step->>'id')::uuid, p_alert, v_at, v_kind, (p_step->>'byId')::uuid, p_step->>'byName', p_step->>'note');
  return true;
end $$;
`;

const RULES = `
create function alert_rule_for_update(p_key text) returns setof alert_rules
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('alert rule ' || p_key, 0));
  return query select * from alert_rules where key = p_key;
end $$;

create function put_alert_rule(p_key text, p_row jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from alert_rules where key = p_key;
  if p_row is not null then
    insert into alert_rules select * from jsonb_populate_record(null::alert_rules, p_row || jsonb_build_object('key', p_key));
  end if;
end $$;
`;

const SETTINGS = `
create function alert_settings_for_update() returns setof alert_settings
language sql security definer set search_path = public, pg_temp as $$
  select * from alert_settings for update
$$;

create function put_alert_settings(p_row jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  update alert_settings set (email_from, webhook_from, digest_minutes, webhook_url, webhook_secret, updated_at, updated_by) =
    (select email_from, webhook_from, digest_minutes, webhook_url, webhook_secret, updated_at, updated_by
     from jsonb_populate_record(null::alert_settings, p_row))
$$;

create function add_alert_test(p_id uuid, p_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into alert_deliveries (id, channel, status, created_at) values (p_id, 'webhook', 'waiting', p_at)
$$;
`;

const FUNCTIONS = [
  'act_on_alert(uuid, text, text, jsonb)',
  'alert_rule_for_update(text)',
  'put_alert_rule(text, jsonb)',
  'alert_settings_for_update()',
  'put_alert_settings(jsonb)',
  'add_alert_test(uuid, timestamptz)',
].join(', ');

/** Deeds of staff on alerts, for the transaction of their audit entry. */
export class AlertActs1764003910000 implements MigrationInterface {
  name = 'AlertActs1764003910000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [ACT, RULES, SETTINGS]) await queryRunner.query(part);
    await queryRunner.query(`revoke all on function ${FUNCTIONS} from public`);
    await queryRunner.query(`grant execute on function ${FUNCTIONS} to orbis_app`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}

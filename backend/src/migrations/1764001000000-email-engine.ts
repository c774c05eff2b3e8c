import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

const MESSAGES = `
alter table email_messages
  add column category text not null default 'account',
  add column transport text,
  add column template_version text,
  add column resend_of uuid references email_messages (id) on delete set null;
comment on column email_messages.category is 'What a recipient can choose about: the categories of shared-dto';
comment on column email_messages.transport is 'Who accepted it: smtp, sendgrid or resend';
comment on column email_messages.template_version is 'Hash of the sources it was rendered from, see email_template_versions';
create index email_messages_provider on email_messages (provider_message_id) where provider_message_id is not null;
create index email_messages_newest on email_messages (created_at desc, id desc);
`;

/** Mails ordered before had no category: what waits must be refused, and what was sent be found, under the one its template has. */
const BACKFILL = `
update email_messages
   set category = case
     when template in ('agent-created', 'welcome') then 'lifecycle'
     when template = 'conversation-limit' then case data ->> 'percent' when '80' then 'usage_80' else 'usage_100' end
     when template = 'referral-converted' then 'referral'
     when template in ('password-changed', 'password-reset', 'security-alert') then 'security'
     else 'billing'
   end
 where template not in ('team-invitation', 'verify-email');
`;

/** A copy of a mail is its data filled into the sources it was sent with: no secret is at rest, and every copy is exact. */
const VERSIONS = `
create table email_template_versions (
  version text primary key,
  template text not null,
  subject text not null,
  html text not null,
  text text not null,
  created_at timestamptz not null
);
grant select, insert on email_template_versions to orbis_platform;
`;

/** What happened to a mail besides being ordered and sent, which its row says itself. */
const EVENTS = `
create table email_events (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  message_id uuid not null references email_messages (id) on delete cascade,
  kind text not null check (kind in ('deferred','failed','suppressed','resent','delivered','bounced','soft_bounced','complained','unsubscribed')),
  detail text,
  provider text,
  provider_event_id text,
  at timestamptz not null
);
create unique index email_events_once on email_events (provider, provider_event_id) where provider_event_id is not null;
create index email_events_message on email_events (tenant_id, message_id, at);
`;

/**
 * Addresses nothing may be sent to. They are the platform's: a mailbox that is gone is gone for every tenant. The address itself is sealed;
 * erasure empties it and leaves the hash, which keeps the promise not to write again.
 */
const SUPPRESSIONS = `
create table email_suppressions (
  id uuid primary key,
  address_hash bytea not null,
  address_sealed text,
  scope text not null check (scope in ('all','optional')),
  reason text not null check (reason in ('hard_bounce','soft_bounces','complaint','manual')),
  source text not null check (source in ('smtp','sendgrid','resend','staff')),
  note text,
  actor_id uuid,
  message_id uuid references email_messages (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz,
  removed_at timestamptz,
  removed_by uuid,
  removal_note text
);
create unique index email_suppressions_live on email_suppressions (address_hash, scope) where removed_at is null;
create index email_suppressions_recent on email_suppressions (created_at desc, id desc);
grant select, insert, update, delete on email_suppressions to orbis_platform;
`;

/** What a recipient chose; no row means the default of the category. A recipient is an address within a tenant, with or without a user. */
const PREFERENCES = `
create table email_preferences (
  tenant_id uuid not null references tenants (id),
  recipient_hash bytea not null,
  category text not null,
  is_enabled boolean not null,
  source text not null check (source in ('portal','one_click','page','complaint')),
  updated_at timestamptz not null,
  primary key (tenant_id, recipient_hash, category)
);
`;

const TENANT_TABLES = ['email_events', 'email_preferences'] as const;

/** Everything the mail engine keeps besides the mails: what became of them, who may not be written to, who does not want to be. */
export class EmailEngine1764001000000 implements MigrationInterface {
  name = 'EmailEngine1764001000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [MESSAGES, BACKFILL, VERSIONS, EVENTS, SUPPRESSIONS, PREFERENCES]) await queryRunner.query(statement);
    for (const table of TENANT_TABLES) {
      await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_app, orbis_platform`);
      await secureTenantTable(queryRunner, table);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}

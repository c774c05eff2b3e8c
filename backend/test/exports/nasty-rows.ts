/** Rows that hold a text in every column where somebody else's words can stand. `$1` is the tenant, `$2` the texts, one a row. */
export interface NastyRows {
  readonly dataset: string;
  /** Columns of the file that hold it. */
  readonly columns: readonly string[];
  readonly sql: readonly string[];
}

const TEXTS = 'unnest($2::text[]) with ordinality u (t, n)';
const AT = `timestamptz '2026-03-01' + n * interval '1 s'`;
const INVOICES = `insert into invoices (id, tenant_id, stripe_invoice_id, number, status, total, currency, period_start, period_end, created_at, updated_at)
  select uuid_v7(), $1, 'in_' || $1::uuid || n, t, 'paid', 0, 'usd', now(), now(), ${AT}, now() from ${TEXTS}`;
const AGENTS = `insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget, created_at, updated_at)
  select uuid_v7(), $1, t, t, 'kore', t, jsonb_build_array(jsonb_build_object('name', 'x', 'description', t)), true, 'pk_' || $1::uuid || n, array[t],
    '{}', ${AT}, now() from ${TEXTS}`;
const MAILS = `insert into email_messages (id, tenant_id, template, category, dedupe_key, recipient, subject, data, status, error, created_at)
  select uuid_v7(), $1, 'reset-password', 'security', 'nasty-' || n, t, t, '{"resetUrl": "https://portal.example/reset/one-time"}', 'failed', t, ${AT}
  from ${TEXTS}`;
const SCHEDULES = `insert into report_schedules (id, tenant_id, name, frequency, time_zone, hour, is_active, created_at, updated_at)
  select uuid_v7(), $1, t, 'weekly', 'UTC', 7, false, ${AT}, now() from ${TEXTS}`;

const ENDPOINT = `insert into webhook_endpoints (id, tenant_id, url, description, events, secret, created_at, updated_at)
  select uuid_v7(), $1, t, t, array[t], 'sealed', ${AT}, now() from ${TEXTS}`;
const DELIVERIES = `insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, event, body, status, occurred_at, created_at)
  select uuid_v7(), $1, (select min(id::text)::uuid from webhook_endpoints where tenant_id = $1), uuid_v7(), 'agent.created', t, 'failed', ${AT}, ${AT}
  from ${TEXTS}`;

export const NASTY_ROWS: readonly NastyRows[] = [
  { dataset: 'agents', columns: ['name', 'systemPrompt', 'greeting'], sql: [AGENTS] },
  {
    dataset: 'widget_visits',
    columns: ['visitId', 'visitorId', 'device', 'browser', 'country'],
    sql: [
      AGENTS,
      `insert into widget_visits (tenant_id, visit_id, started_at, agent_id, visitor_id, impression_at, device, browser, country)
       select $1, t, ${AT}, (select id from agents where tenant_id = $1 limit 1), t, ${AT}, t, t, t from ${TEXTS}`,
    ],
  },
  {
    dataset: 'subscriptions',
    columns: ['cancelReason'],
    sql: [
      `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency, current_period_start,
         current_period_end, cancel_reason, started_at, ended_at, created_at, updated_at)
       select uuid_v7(), $1, 'sub_' || $1::uuid || n, 'cus_x', 'starter', 'canceled', 2900, 'usd', now(), now(), t, ${AT}, now(), now(), now() from ${TEXTS}`,
    ],
  },
  {
    dataset: 'tax_ids',
    columns: ['value', 'country'],
    sql: [
      `insert into tax_ids (id, tenant_id, stripe_tax_id, type, value, country, status, created_at)
       select uuid_v7(), $1, 'txi_' || $1::uuid || n, 'eu_vat', t, t, 'pending', ${AT} from ${TEXTS}`,
    ],
  },
  {
    dataset: 'invoice_lines',
    columns: ['invoiceNumber', 'description'],
    sql: [
      INVOICES,
      `insert into invoice_lines (id, tenant_id, stripe_invoice_id, stripe_line_id, position, kind, description, amount, period_start, period_end)
       select uuid_v7(), $1, 'in_' || $1::uuid || n, 'il_' || n, 0, 'other', t, -5, now(), now() from ${TEXTS}`,
    ],
  },
  {
    dataset: 'payment_attempts',
    columns: ['invoiceNumber', 'reason'],
    sql: [
      INVOICES,
      `insert into payment_attempts (id, tenant_id, stripe_invoice_id, attempt, at, outcome, reason)
       select uuid_v7(), $1, 'in_' || $1::uuid || n, 1, ${AT}, 'failed', t from ${TEXTS}`,
    ],
  },
  {
    dataset: 'refunds',
    columns: ['invoiceNumber', 'reason'],
    sql: [
      INVOICES,
      `insert into refunds (id, tenant_id, stripe_refund_id, stripe_invoice_id, amount, currency, status, reason, created_at, updated_at)
       select uuid_v7(), $1, 're_' || $1::uuid || n, 'in_' || $1::uuid || n, 5, 'usd', 'succeeded', t, ${AT}, now() from ${TEXTS}`,
    ],
  },
  {
    dataset: 'disputes',
    columns: ['invoiceNumber', 'reason'],
    sql: [
      INVOICES,
      `insert into disputes (id, tenant_id, stripe_dispute_id, stripe_invoice_id, amount, currency, status, reason, opened_at, updated_at)
       select uuid_v7(), $1, 'dp_' || $1::uuid || n, 'in_' || $1::uuid || n, 5, 'usd', 'lost', t, ${AT}, now() from ${TEXTS}`,
    ],
  },
  {
    dataset: 'invitations',
    columns: ['email'],
    sql: [
      `insert into team_invitations (id, tenant_id, email, role, token_hash, invited_by, created_at, expires_at, revoked_at)
       select uuid_v7(), $1, t, 'member', convert_to(t, 'UTF8'), (select id from users where tenant_id = $1 limit 1), ${AT}, now(), now() from ${TEXTS}`,
    ],
  },
  {
    dataset: 'api_keys',
    columns: ['name'],
    sql: [
      `insert into api_keys (id, tenant_id, name, prefix, hash, scopes, created_at)
       select uuid_v7(), $1, t, 'ov_x', sha256(convert_to(($1::uuid)::text || t, 'UTF8')), array['agents.read'], ${AT} from ${TEXTS}`,
    ],
  },
  {
    dataset: 'email_messages',
    columns: ['recipient', 'subject', 'error'],
    sql: ['delete from email_messages where tenant_id = $1', MAILS],
  },
  {
    dataset: 'email_events',
    columns: ['detail'],
    sql: [
      MAILS,
      `insert into email_events (id, tenant_id, message_id, kind, detail, at)
       select uuid_v7(), $1, (select id from email_messages where tenant_id = $1 limit 1), 'bounced', t, ${AT} from ${TEXTS}`,
    ],
  },
  { dataset: 'report_schedules', columns: ['name'], sql: [SCHEDULES] },
  { dataset: 'webhook_endpoints', columns: ['url', 'description'], sql: [ENDPOINT] },
  { dataset: 'webhook_deliveries', columns: ['body'], sql: [ENDPOINT, DELIVERIES] },
  {
    dataset: 'webhook_tries',
    columns: ['answer'],
    sql: [
      ENDPOINT,
      DELIVERIES,
      `insert into webhook_tries (tenant_id, delivery_id, number, at, duration_ms, answer)
       select $1, (select min(id::text)::uuid from webhook_deliveries where tenant_id = $1), n, ${AT}, 1, t from ${TEXTS}`,
    ],
  },
  {
    dataset: 'report_recipients',
    columns: ['email'],
    sql: [
      SCHEDULES,
      `insert into report_recipients (schedule_id, tenant_id, email, place)
       select (select min(id::text)::uuid from report_schedules where tenant_id = $1), $1, t, n from ${TEXTS}`,
    ],
  },
];

/**
 * Tables with rows of a workspace that are no dataset of their own, and why. docs/guides/exports.md says the same to whoever exports;
 * `every-table.e2e.ts` holds this list, the datasets and the database together.
 */
export const TABLES_NOT_EXPORTED: Readonly<Record<string, string>> = {
  // has an export of its own, with the fields that prove the chain
  audit_entries: 'GET /api/audit/export gives it, with hash and mac of every entry',
  audit_chains: 'end of the audit chain: the hashes of the audit export say the same',
  audit_heads: 'signatures over the audit chain, for whoever verifies it',
  audit_subject_keys: 'keys that personal data in the audit log is sealed with',

  // made of rows that are exported
  conversation_agent_days: 'sums of conversations: analytics_agents has them',
  conversation_arrivals: 'conversations with the moment of the one before: conversations and analytics_engagement have them',
  conversation_days: 'sums of conversations: analytics_conversations has them',
  conversation_hours: 'sums of conversations: analytics_conversations has them',
  mrr_movements: 'our revenue, reckoned from subscriptions',
  tenant_listing: 'search index of staff',
  visit_agent_quarters: 'sums of visits: analytics_engagement has them',
  visit_quarters: 'sums of visits: analytics_engagement has them',

  // ways to sign in, and of one person rather than of the workspace
  sessions: 'where one person is signed in: each sees their own under Account',
  refresh_tokens: 'hashes of tokens',
  one_time_tokens: 'hashes of tokens',
  known_devices: 'hashes of devices, per person',
  email_preferences: 'choice of one person, under the hash of an address: each sees their own under Account',

  // done by staff; the audit log of the workspace has what concerns it
  impersonations: 'support that acted for somebody: the audit log says who, when and why',
  staff_changes: 'who becomes staff of the platform',
  staff_views: 'saved views of staff',
  staff_view_defaults: 'saved views of staff',
  tenant_bulk_runs: 'acts of staff on many workspaces: the audit log has what was done to this one',
  tenant_bulk_rows: 'acts of staff on many workspaces: the audit log has what was done to this one',

  // bookkeeping that says nothing a dataset does not
  billing_notices: 'marks of which notices were given',
  billing_revisions: 'marks of what was read from Stripe',
  limit_revisions: 'marks of which limits are in force',
  meter_reports: 'what was reported to Stripe: usage_periods has the overage',
  stripe_events: 'bodies that Stripe sent: the datasets of billing have what they said',
  stripe_operations: 'marks of what was asked of Stripe',
  handled_events: 'marks of what was handled',
  engagement_marks: 'marks of which sums are stale',
  idempotency_keys: 'answers kept for a day, for requests that come twice',
  outbox_events: 'news on their way between the parts of the platform',
  rollup_marks: 'marks of which sums are stale',
  rollup_versions: 'marks of when sums changed',
};

import type { AuditFindingKind, AuditTargetType, AuditVerificationStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { counted } from '../../core/counted';

/** Words of the audit page. */
export const AUDIT = {
  title: 'Audit',
  ofTenant: 'Audit entries of this tenant',
  emptyOfTenant: {
    empty: 'Nothing recorded for this tenant yet',
    emptyText: 'Entries appear here as soon as somebody of it, or staff, does something.',
  },
  nav: 'Audit pages',
  entries: 'Entries',
  exportCsv: 'Export CSV',
  exportJsonl: 'Export JSON lines',
  intro: 'Who did what to which thing, when and from where. Newest first; times are UTC.',
  filters: {
    action: 'Action',
    actorKind: 'Actor',
    id: 'Entry id',
    actorId: 'Actor id',
    targetType: 'Target type',
    targetId: 'Target id',
    traceId: 'Trace',
    fromTime: 'From, at',
    toTime: 'To, until',
    emptySpan: 'The span ends before it begins.',
    lonelyTime: 'A time counts only with its day: it is left out.',
    ip: 'IP address',
    badIp: 'This is no IP address: it is left out.',
    quiet: 'Hide conversations',
    isQuiet: 'Starts and ends of conversations and calls of their tools are hidden, here and in exports.',
    loud: 'Show them',
  },
  caption: 'Audit entries, newest first',
  empty: 'Nothing has been recorded yet',
  emptyText: 'Entries appear here as soon as somebody signs up.',
  emptyFiltered: 'No entry matches these filters',
  emptyFilteredText: 'Widen the span of days or clear a filter.',
} as const;

/** What entries are about, in the filter of the page. */
export const TARGET_TYPE_NAMES: Readonly<Record<AuditTargetType, string>> = {
  address: 'Address nobody owns',
  agent: 'Agent',
  alert: 'Alert',
  alert_delivery: 'Delivery of an alert',
  alert_rule: 'Alert rule',
  alert_settings: 'Alert settings',
  api_key: 'API key',
  audit: 'Audit log',
  audit_verification: 'Check of the audit log',
  conversation: 'Conversation',
  customer: 'Customer at Stripe',
  email: 'E-mail',
  email_recipient: 'Recipient of e-mails',
  email_suppression: 'Suppressed address',
  email_template: 'E-mail template',
  export: 'Export',
  integration: 'Integration',
  invitation: 'Invitation',
  invoice: 'Invoice',
  job: 'Job',
  limit: 'Limit',
  payment_method: 'Payment method',
  queue: 'Queue',
  reconciliation: 'Reconciliation',
  referral: 'Referral',
  report_schedule: 'Report schedule',
  revenue: 'Revenue report',
  session: 'Session',
  stripe_event: 'Event of Stripe',
  subscription: 'Subscription',
  tenant: 'Tenant',
  tenant_bulk: 'Bulk run',
  tenant_view: 'Saved view',
  usage_period: 'Usage period',
  user: 'User',
  webhook_delivery: 'Webhook out',
  webhook_endpoint: 'Endpoint of webhooks out',
};

/** Words of the field that finds a person. */
export const PERSON = {
  label: 'Person',
  placeholder: 'Type a name or address',
  none: 'Nobody with that name',
  found: 'People found',
  clear: 'Anybody',
} as const;

/** Words of the page that proves the log. */
export const INTEGRITY = {
  title: 'Integrity',
  intro: 'Every tenant’s entries are a chain of hashes and keyed seals. A check follows each chain from its first entry to its last.',
  start: 'Check now',
  running: (at: string) => `Checking since ${at}`,
  counted: (entries: number, tenants: number) => `${counted(entries, 'entry', 'entries')} of ${counted(tenants, 'tenant', 'tenants')}`,
  headCount: (heads: number) => counted(heads, 'signed end', 'signed ends'),
  latest: 'Last check',
  lastKnown: 'Last check that came to its end',
  failed: 'This check did not come to its end: it says nothing about the log.',
  finished: 'Finished',
  startedBy: 'Started by',
  checked: 'Checked',
  error: 'Error',
  broken: (tenants: number, shown: number) =>
    `The log is not what was written, in ${counted(tenants, 'chain', 'chains')}. The first bad place of ${shown < tenants ? `${shown} of them` : 'each'}:`,
  place: (seq: string) => `at place ${seq}`,
  never: 'Never checked',
  neverText: 'A worker checks the log every night at 04:40 UTC. Or check it now.',
  outside: 'Proof outside of the database',
  outsideText:
    'The ends of all chains are signed every hour. Keep a copy where the database’s administrators cannot write: only that shows a tail that was cut together with all that knew of it.',
  saveHeads: 'Save signed ends',
  signed: 'Signed',
  publicKey: 'Public key',
  history: 'Earlier checks',
} as const;

export const VERIFICATION_NAMES: Readonly<Record<AuditVerificationStatus, string>> = {
  running: 'Running',
  intact: 'Intact',
  broken: 'Broken',
  failed: 'Failed',
};

export const VERIFICATION_TONES: Readonly<Record<AuditVerificationStatus, Tone>> = {
  running: 'info',
  intact: 'success',
  broken: 'danger',
  failed: 'warning',
};

export const FINDING_NAMES: Readonly<Record<AuditFindingKind, string>> = {
  changed: 'an entry was changed',
  missing: 'entries are missing',
  inserted: 'an entry was inserted',
  forged: 'an entry was written without the key',
  tail_cut: 'the newest entries were cut off',
  beyond_head: 'entries stand behind the recorded end',
  head_changed: 'the recorded end is not that of the entries',
  rewritten: 'the chain is not the one that was signed',
  bad_signature: 'a signed end has a wrong signature',
  unchained: 'entries have no place in the chain',
};

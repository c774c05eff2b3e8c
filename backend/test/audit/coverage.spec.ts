import { resolve } from 'node:path';
import { AUDIT_ACTIONS, AUDIT_TARGET_TYPES, type AuditAction, EVENT_NAMES, type EventName, TOLD_ONLY } from '@orbisvoice/shared-dto/values';
import { readGraph, type SourceFile } from '../architecture/import-graph.js';

/**
 * Which file decides that an action is written. That nothing else is written, the compiler says: `AuditLog` takes no other name. A name that nobody
 * writes would be a filter that finds nothing.
 */
const WRITERS: Readonly<Record<string, readonly AuditAction[]>> = {
  'auth/services/account-opening.ts': ['user.signed_up'],
  'auth/services/email-verification.service.ts': ['user.email_verified'],
  'auth/services/sign-in.ts': ['user.login_succeeded'],
  'auth/services/log-in-outcome.ts': ['user.login_failed'],
  'auth/services/unknown-log-ins.ts': ['user.login_failed'],
  'auth/services/session-ending.ts': ['user.logged_out', 'security.alert'],
  'auth/services/own-sessions.service.ts': ['user.session_revoked'],
  'auth/services/password-reset-requests.ts': ['user.password_reset_requested'],
  'auth/services/password-replacement.ts': ['user.password_reset', 'user.password_changed'],
  'auth/services/account.service.ts': ['user.updated'],
  'auth/services/team-news.ts': ['team.member_invited', 'team.invitation_revoked', 'team.member_joined'],
  'auth/services/member.service.ts': ['team.member_updated', 'team.member_removed'],
  'auth/services/impersonation-news.ts': ['admin.impersonation_started', 'admin.impersonation_opened', 'admin.impersonation_ended'],
  'auth/events/staff-granted.event.ts': ['admin.staff_granted'],
  'auth/events/staff-revoked.event.ts': ['admin.staff_revoked'],
  'agents/services/agent.service.ts': ['agent.created', 'agent.updated', 'agent.deleted'],
  'conversations/services/conversation-news.ts': ['conversation.started', 'conversation.ended', 'tool.executed'],
  'conversations/services/conversation-end.service.ts': ['conversation.deleted'],
  'billing/services/threshold-audit.service.ts': ['usage.threshold_reached'],
  'billing/domain/billing-news.ts': [
    'subscription.created',
    'subscription.changed',
    'subscription.cancel_scheduled',
    'subscription.resumed',
    'subscription.canceled',
    'subscription.change_scheduled',
    'subscription.change_withdrawn',
    'subscription.past_due',
    'subscription.recovered',
    'invoice.paid',
    'invoice.payment_failed',
    'invoice.payment_action_required',
    'invoice.finalization_failed',
  ],
  'billing/services/billing-notices.service.ts': ['subscription.expiring', 'subscription.trial_ending'],
  'billing/services/money-back-events.ts': ['invoice.refunded', 'dispute.opened'],
  'billing/domain/money-back.ts': ['dispute.opened', 'dispute.closed'],
  'billing/services/customer-news.service.ts': [
    'payment_method.changed',
    'billing.email_changed',
    'billing.tax_id_added',
    'billing.tax_id_removed',
  ],
  'billing/services/card-notices.service.ts': ['payment_method.expiring'],
  'billing/services/overage-decision.service.ts': ['billing.overage_changed'],
  'billing/services/mirror-repair.service.ts': ['billing.reconciled'],
  'billing/services/limit-changes.service.ts': ['admin.limit_override_set', 'admin.limit_granted', 'admin.limit_withdrawn'],
  'billing/services/adjustment-records.ts': ['admin.subscription_change_requested', 'admin.subscription_adjusted'],
  'billing/services/stripe-replay-audit.service.ts': ['admin.stripe_event_replayed'],
  'billing/services/reconciliation.service.ts': ['admin.reconciliation_started'],
  'referrals/services/referral-ledger.ts': ['referral.signed_up', 'referral.converted', 'referral.reversed'],
  'exports/services/export-asking.ts': ['export.created', 'export.retried'],
  'exports/services/export-ending.ts': ['export.completed', 'export.failed', 'export.expired'],
  'exports/services/export-cancelling.ts': ['export.canceled'],
  'exports/services/export-downloads.ts': ['export.downloaded'],
  'exports/services/export-removal.ts': ['export.deleted'],
  'api-keys/key-news.ts': ['api_key.created', 'api_key.rotated', 'api_key.revoked', 'admin.api_key_revoked'],
  'api-keys/key-use.ts': ['api_key.used_first'],
  'email/services/preference.service.ts': ['email.preferences_changed'],
  'email/services/suppressor.ts': ['email.suppressed'],
  'email/services/suppression-desk.service.ts': ['email.suppressed', 'email.unsuppressed'],
  'reports/services/report-schedule.service.ts': ['report.schedule_created', 'report.schedule_updated', 'report.schedule_deleted'],
  'reports/services/report-runs.service.ts': ['report.schedule_tested'],
  'reports/services/report-subscriptions.ts': ['report.recipient_left', 'report.recipient_returned'],
  'tenants/events/tenant-suspended.event.ts': ['tenant.suspended'],
  'tenants/events/tenant-banned.event.ts': ['tenant.banned'],
  'tenants/events/tenant-reinstated.event.ts': ['tenant.reinstated'],
  'audit/services/audit-verifications.ts': ['admin.audit_verification_started'],
  'audit/services/audit-reads.ts': ['audit.read'],
  'audit/services/audit-exports.ts': ['audit.exported', 'audit.heads_exported'],
  'admin/services/tenant-export.service.ts': ['admin.tenants_exported'],
  'admin/services/tenant-views.service.ts': [
    'admin.tenant_view_saved',
    'admin.tenant_view_updated',
    'admin.tenant_view_deleted',
    'admin.tenant_view_restored',
  ],
  'admin/services/tenant-bulk-orders.ts': ['admin.tenant_bulk_started', 'admin.tenant_bulk_stopped'],
  'admin/services/email-actions.service.ts': ['admin.email_resent', 'admin.email_stopped'],
  'admin/services/email-copy-desk.service.ts': ['admin.email_copy_read'],
  'admin/services/email-template-desk.service.ts': ['admin.email_test_sent'],
  'admin/services/user-actions.service.ts': [
    'admin.sessions_revoked',
    'admin.password_reset_sent',
    'admin.sign_in_unlocked',
    'admin.verification_resent',
  ],
  'admin/services/staff-change-records.ts': ['admin.staff_change_proposed', 'admin.staff_change_withdrawn'],
  'alerts/services/alert-acts.ts': ['admin.alert_acknowledged', 'admin.alert_resolved', 'admin.alert_dismissed', 'admin.alert_reopened'],
  'alerts/services/alert-rule-desk.ts': ['admin.alert_rule_changed', 'admin.alert_rule_reset'],
  'alerts/services/alert-settings-desk.ts': ['admin.alert_settings_changed', 'admin.alert_webhook_tested'],
  'alerts/services/owner-news.ts': ['security.alert'],
  'reports/services/revenue-files.ts': ['admin.revenue_exported'],
  'reports/services/referral-files.ts': ['admin.referrals_exported'],
  'webhooks/services/webhook-endpoints.service.ts': ['webhook_endpoint.created', 'webhook_endpoint.updated', 'webhook_endpoint.deleted'],
  'webhooks/services/webhook-records.ts': ['webhook_endpoint.secret_rotated', 'webhook_endpoint.tested', 'webhook_delivery.replayed'],
  'webhooks/services/webhook-outcomes.ts': ['webhook_endpoint.disabled'],
  'system/services/job-actions.service.ts': ['admin.job_retried', 'admin.job_discarded', 'admin.job_restored'],
  'system/services/queue-switch.service.ts': ['admin.queue_paused', 'admin.queue_resumed'],
  'system/services/integration-probes.service.ts': ['admin.integration_probed'],
};

/** Why a fact is told and has no line of its own. */
const WHY_NOT: Readonly<Record<(typeof TOLD_ONLY)[number], string>> = {
  'user.email_verification_requested':
    'part of user.signed_up, user.login_failed and admin.verification_resent; user.email_verified is the act',
  'user.new_sign_in': 'part of user.login_succeeded',
  'report.ready': 'part of export.completed',
  'webhook_endpoint.failing': 'a mail to owners; what comes of it is written as webhook_endpoint.disabled or webhook_endpoint.updated',
  'alert.told': 'a mail to staff about an alert; what staff do about it is written as admin.alert_*',
  'alert.owners_told': 'written as security.alert',
};

/** The contract's names (product.md §5); `admin.*` is every staff action. */
const CONTRACT =
  `user.signed_up user.login_succeeded user.login_failed user.password_reset agent.created agent.updated agent.deleted conversation.started
  conversation.ended tool.executed usage.threshold_reached subscription.created subscription.changed subscription.cancel_scheduled subscription.resumed
  subscription.expiring subscription.canceled invoice.paid invoice.payment_failed referral.converted api_key.created api_key.used_first api_key.revoked
  export.created export.downloaded privacy.requested privacy.completed security.alert`.split(/\s+/);
/** The feature they belong to is not built yet. */
const NOT_BUILT = ['privacy.requested', 'privacy.completed'];

const MODULES = 'backend/src/modules';

describe('the actions of the audit log', () => {
  const graph = readGraph(resolve(__dirname, '../../..'), [MODULES]);
  /** This file, those that import it, those that import them and so on. */
  const users = (path: string): SourceFile[] => {
    const found = new Set<string>([path]);
    for (let size = 0; size < found.size;) {
      size = found.size;
      for (const file of graph.values())
        if (file.imports.some((edge) => edge.file !== undefined && found.has(edge.file))) found.add(file.path);
    }
    return [...found].flatMap((one) => graph.get(one) ?? []);
  };

  const records = (file: SourceFile | undefined): boolean =>
    file !== undefined && /\.record\(/.test(file.text) && file.imports.some(({ names }) => names.includes('AuditLog'));

  it('are each written by a file that names it, and that the log hears of', () => {
    expect(new Set(Object.values(WRITERS).flat())).toEqual(new Set(AUDIT_ACTIONS));
    for (const [writer, actions] of Object.entries(WRITERS)) {
      const path = `${MODULES}/${writer}`;
      const text = graph.get(path)?.text;
      for (const action of actions)
        expect({ writer, action, isNamed: text?.includes(`'${action}'`) }).toEqual({ writer, action, isNamed: true });
      const heard = users(path).some(
        (user) => records(user) || user.imports.some(({ file }) => file !== undefined && records(graph.get(file))),
      );
      expect({ writer, heard }).toEqual({ writer, heard: true });
    }
  });

  it('are about kinds of things that something writes: another kind would be a filter that finds nothing', () => {
    const texts = [...graph.values()].filter(({ text }) => text.includes('targetType')).map(({ text }) => text);
    const unwritten = AUDIT_TARGET_TYPES.filter((type) => !texts.some((text) => new RegExp(`targetType:[^\\n]*'${type}'`).test(text)));
    expect(unwritten).toEqual([]);
  });

  it('are all names but those that are only told, and nobody writes these', () => {
    expect([...AUDIT_ACTIONS, ...TOLD_ONLY].sort()).toEqual([...EVENT_NAMES].sort());
    expect(Object.keys(WHY_NOT).sort()).toEqual([...TOLD_ONLY].sort());
  });

  it('have every name of the contract that is built', () => {
    const known: readonly EventName[] = AUDIT_ACTIONS;
    expect(CONTRACT.filter((name) => !known.some((one) => one === name))).toEqual(NOT_BUILT);
  });
});

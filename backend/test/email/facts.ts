import { AgentCreated } from '../../src/modules/agents/events/agent-created.event.js';
import { AlertsTold } from '../../src/modules/alerts/events/alerts-told.event.js';
import { OwnersTold } from '../../src/modules/alerts/events/owners-told.event.js';
import { EmailVerificationRequested } from '../../src/modules/auth/events/email-verification-requested.event.js';
import { MemberInvited } from '../../src/modules/auth/events/member-invited.event.js';
import { NewSignIn } from '../../src/modules/auth/events/new-sign-in.event.js';
import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { PasswordResetRequested } from '../../src/modules/auth/events/password-reset-requested.event.js';
import { PasswordReset } from '../../src/modules/auth/events/password-reset.event.js';
import { SecurityAlertRaised } from '../../src/modules/auth/events/security-alert.event.js';
import { StaffGranted } from '../../src/modules/auth/events/staff-granted.event.js';
import { StaffRevoked } from '../../src/modules/auth/events/staff-revoked.event.js';
import { UserEmailVerified } from '../../src/modules/auth/events/user-email-verified.event.js';
import { InvoicePaid } from '../../src/modules/billing/events/invoice-paid.event.js';
import { InvoicePaymentActionRequired } from '../../src/modules/billing/events/invoice-payment-action-required.event.js';
import { InvoicePaymentFailed } from '../../src/modules/billing/events/invoice-payment-failed.event.js';
import { InvoiceRefunded } from '../../src/modules/billing/events/invoice-refunded.event.js';
import { PaymentMethodChanged } from '../../src/modules/billing/events/payment-method-changed.event.js';
import { PaymentMethodExpiring } from '../../src/modules/billing/events/payment-method-expiring.event.js';
import { SubscriptionCancelScheduled } from '../../src/modules/billing/events/subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from '../../src/modules/billing/events/subscription-canceled.event.js';
import { SubscriptionChangeScheduled } from '../../src/modules/billing/events/subscription-change-scheduled.event.js';
import { SubscriptionChangeWithdrawn } from '../../src/modules/billing/events/subscription-change-withdrawn.event.js';
import { SubscriptionChanged } from '../../src/modules/billing/events/subscription-changed.event.js';
import { SubscriptionCreated } from '../../src/modules/billing/events/subscription-created.event.js';
import { SubscriptionExpiring } from '../../src/modules/billing/events/subscription-expiring.event.js';
import { SubscriptionRecovered } from '../../src/modules/billing/events/subscription-recovered.event.js';
import { SubscriptionResumed } from '../../src/modules/billing/events/subscription-resumed.event.js';
import { SubscriptionTrialEnding } from '../../src/modules/billing/events/subscription-trial-ending.event.js';
import { UsageThresholdReached } from '../../src/modules/billing/events/usage-threshold-reached.event.js';
import { ExportCompleted } from '../../src/modules/exports/events/export-completed.event.js';
import { ExportFailed } from '../../src/modules/exports/events/export-failed.event.js';
import { ReferralConverted } from '../../src/modules/referrals/events/referral-converted.event.js';
import { WebhookEndpointDisabled } from '../../src/modules/webhooks/events/webhook-endpoint-disabled.event.js';
import { WebhookEndpointFailing } from '../../src/modules/webhooks/events/webhook-endpoint-failing.event.js';
import type { DomainEvent } from '../../src/platform/events/domain-event.js';
import type { EmailName } from './email-samples.js';

/** Whom a fact is about; `word` stands wherever somebody outside chooses the text. */
export interface Cast {
  readonly userId: string;
  readonly invitationId: string;
  readonly word: string;
}

/** A fact, the mail it makes, and what the mail must say of it. */
export interface Fact {
  readonly template: EmailName;
  readonly event: (cast: Cast) => DomainEvent;
  readonly says: RegExp;
  /** The same thing told by another event is no second mail. */
  readonly isOneFact: boolean;
}

// before noon: the same day eleven hours behind and twelve ahead of UTC, wherever the test puts its readers
const FROM = '2026-11-22T11:34:00.000Z';
const TO = '2026-12-22T11:34:00.000Z';
const where = { device: 'Firefox on Windows', ip: '203.0.113.9', country: 'DE' };
const plan = { subscriptionId: 'sub_facts', tier: 'starter' as const, planName: 'Starter' };
const period = { periodStart: FROM, periodEnd: TO };
const invoice = { invoiceId: 'inv', number: 'ORBIS-7', currency: 'usd', tier: plan.tier, planName: plan.planName, hostedUrl: null };
const unpaid = { ...invoice, amountDue: 2900, graceEndsAt: TO };
const terms = { amount: 9900, currency: 'usd', conversationLimit: 5000, ...period };

const endpoint = { endpointId: '0190b1f0-0000-7000-8000-0000000000e2', origin: 'https://hooks.example', failingSince: FROM };

const alarm = (word: string) => ({
  id: 'alert',
  rule: 'credential_stuffing' as const,
  severity: 'high' as const,
  title: 'Guesses across many accounts',
  state: 'open',
  subject: `a person of ${word}`,
  measure: '31 accounts',
  limit: '8 accounts within 30 minutes',
  firstAt: FROM,
  lastAt: TO,
});

const once = (template: EmailName, says: RegExp, event: Fact['event']): Fact => ({ template, says, event, isOneFact: true });
const eachTime = (template: EmailName, says: RegExp, event: Fact['event']): Fact => ({ template, says, event, isOneFact: false });

/** Every event somebody gets a mail about, but the sign-up, which makes the people that the others are about. */
export const FACTS: readonly Fact[] = [
  once(
    'staff-alert',
    /Guesses across many accounts[\s\S]*31 accounts[\s\S]*\/admin\/alerts\/alert/,
    ({ userId, word }) => new AlertsTold({ batch: 'batch', staffIds: [userId], alerts: [alarm(word)], more: 0 }),
  ),
  once(
    'workspace-alert',
    /12\s+times\s+within\s+15\s+minutes[\s\S]*Wrong password[\s\S]*\/audit/,
    ({ userId }) =>
      new OwnersTold({
        ...{ stepId: 'step', rule: 'failed_logins', subjectKind: 'user', subjectId: userId, keyName: null, count: 14, peak: 12 },
        ...{ span: '15 minutes', firstAt: FROM, lastAt: TO },
        facts: [{ at: FROM, action: 'user.login_failed', network: null, country: null }],
      }),
  ),
  eachTime('verify-email', /24 hours/, ({ userId }) => new EmailVerificationRequested({ userId })),
  once('welcome', /Create an agent[\s\S]*\/agents\/new/, ({ userId }) => new UserEmailVerified({ userId })),
  eachTime(
    'password-reset',
    /15 minutes[\s\S]*Firefox on Windows/,
    ({ userId }) => new PasswordResetRequested({ userId, reason: 'forgotten', ...where }),
  ),
  eachTime('password-changed', /203\.0\.113\.9/, ({ userId }) => new PasswordChanged({ userId, ...where })),
  eachTime('password-changed', /every other session|Every other session/, ({ userId }) => new PasswordReset({ userId })),
  once(
    'new-sign-in',
    /Firefox on Windows[\s\S]*Germany[\s\S]*\/forgot-password/,
    ({ userId }) => new NewSignIn({ userId, deviceId: 'device', ...where }),
  ),
  once(
    'security-alert',
    /used in two places[\s\S]*203\.0\.113\.9/,
    ({ userId }) => new SecurityAlertRaised({ kind: 'refresh_token_reused', userId, sessionId: 'session', ...where }),
  ),
  eachTime(
    'staff-rights-changed',
    /you\s+belong to the staff[\s\S]*Proposed by[\s\S]*\/admin\/users\/staff/,
    ({ userId, word }) => new StaffGranted({ userId, reason: word, proposedBy: word, confirmedBy: word }),
  ),
  eachTime(
    'staff-rights-changed',
    /no longer belong[\s\S]*signed out everywhere/,
    ({ userId, word }) => new StaffRevoked({ userId, reason: word, proposedBy: word, confirmedBy: null }),
  ),
  eachTime(
    'team-invitation',
    /accept-invitation\?token=/,
    ({ userId: invitedBy, invitationId }) => new MemberInvited({ invitationId, invitedBy }),
  ),
  once(
    'agent-created',
    /pk_facts[\s\S]*\/conversations\?agentId=agent/,
    ({ userId, word }) => new AgentCreated({ agentId: 'agent', name: word, publicKey: 'pk_facts', createdBy: userId }),
  ),
  eachTime(
    'export-ready',
    /export-facts\.csv[\s\S]*12,480[\s\S]*3\.2 MB[\s\S]*\/exports\/0190b1f0/,
    ({ userId }) =>
      new ExportCompleted({
        exportId: '0190b1f0-0000-7000-8000-0000000000e1',
        dataset: 'conversations',
        fileName: 'export-facts.csv',
        rows: 12_480,
        bytes: 3_240_000,
        requestedBy: userId,
        expiresAt: TO,
      }),
  ),
  eachTime(
    'export-failed',
    /The file store is full\.[\s\S]*Delete exports[\s\S]*export-facts\.csv[\s\S]*\/exports\/0190b1f0/,
    ({ userId }) =>
      new ExportFailed({
        exportId: '0190b1f0-0000-7000-8000-0000000000e1',
        dataset: 'conversations',
        fileName: 'export-facts.csv',
        failure: 'storage_full',
        requestedBy: userId,
      }),
  ),
  once(
    'webhook-failing',
    /https:\/\/hooks\.example[\s\S]*22 November 2026[\s\S]*After 120 hours[\s\S]*30\s+days[\s\S]*\/webhooks\/0190b1f0/,
    () => new WebhookEndpointFailing(endpoint),
  ),
  once(
    'webhook-disabled',
    /since\s+22 November 2026[\s\S]*120\s+hours[\s\S]*send again what failed[\s\S]*\/webhooks\/0190b1f0/,
    () => new WebhookEndpointDisabled({ ...endpoint, reason: 'failing' }),
  ),
  once(
    'webhook-disabled',
    /410 Gone[\s\S]*https:\/\/hooks\.example/,
    () => new WebhookEndpointDisabled({ ...endpoint, endpointId: '0190b1f0-0000-7000-8000-0000000000e3', reason: 'gone' }),
  ),
  once('referral-converted', /so far: 3/, ({ word }) => new ReferralConverted({ referralId: 'ref', company: word, convertedTotal: 3 })),
  once(
    'conversation-limit',
    /80 of 100[\s\S]*some grace[\s\S]*110/,
    () => new UsageThresholdReached({ threshold: 80, used: 80, limit: 100, ceiling: 110, periodStart: FROM, resetsAt: TO }),
  ),
  once(
    'conversation-limit',
    /100 of 100[\s\S]*have stopped/,
    () => new UsageThresholdReached({ threshold: 100, used: 100, limit: 100, ceiling: 100, periodStart: FROM, resetsAt: TO }),
  ),
  eachTime(
    'subscription-confirmed',
    /1,000[\s\S]*USD 29\.00/,
    () => new SubscriptionCreated({ ...plan, ...terms, amount: 2900, conversationLimit: 1000 }),
  ),
  eachTime(
    'plan-changed',
    /Starter, USD 29\.00 a month[\s\S]*Professional, USD 99\.00 a month[\s\S]*5,000/,
    () =>
      new SubscriptionChanged({
        ...plan,
        ...terms,
        fromTier: 'starter',
        fromPlanName: 'Starter',
        fromAmount: 2900,
        tier: 'professional',
        planName: 'Professional',
      }),
  ),
  eachTime(
    'plan-changed',
    /take it back[\s\S]*Free, USD 0\.00 a year/,
    () =>
      new SubscriptionChangeScheduled({
        ...plan,
        amount: 2900,
        currency: 'usd',
        toTier: 'free',
        toPlanName: 'Free',
        toConversationLimit: 100,
        toPrice: 0,
        toInterval: 'year',
        effectiveAt: TO,
      }),
  ),
  eachTime('subscription-continues', /does\s+not. Starter renews/, () => new SubscriptionChangeWithdrawn(plan)),
  eachTime(
    'subscription-continues',
    /22 December 2026[\s\S]*USD 29\.00 a month/,
    () => new SubscriptionResumed({ ...plan, amount: 2900, currency: 'usd', renewsAt: TO }),
  ),
  once('subscription-expiring', /ends on\s+22 December 2026/, () => new SubscriptionExpiring({ ...plan, endsAt: TO })),
  eachTime(
    'subscription-canceled',
    /works until 22 December 2026/,
    () => new SubscriptionCancelScheduled({ ...plan, endsAt: TO, reason: null }),
  ),
  once('subscription-canceled', /has ended/, () => new SubscriptionCanceled({ ...plan, endedAt: TO, reason: null })),
  once(
    'trial-ending',
    /22 December 2026[\s\S]*USD 99\.00/,
    () => new SubscriptionTrialEnding({ ...plan, trialEndsAt: TO, amount: 9900, currency: 'usd' }),
  ),
  once(
    'invoice-paid',
    /ORBIS-7[\s\S]*USD 29\.00[\s\S]*USD 5\.51[\s\S]*USD 34\.51[\s\S]*https:\/\/pay\.example\/7\.pdf/,
    () => new InvoicePaid({ ...invoice, ...period, total: 3451, tax: 551, paidAt: FROM, pdfUrl: 'https://pay.example/7.pdf' }),
  ),
  once(
    'payment-failed',
    /the card has expired[\s\S]*22 November 2026[\s\S]*22 December 2026/,
    () => new InvoicePaymentFailed({ ...unpaid, attempt: 1, reason: 'expired_card', nextAttemptAt: FROM }),
  ),
  once('payment-action-required', /USD 29\.00[\s\S]*\/billing/, () => new InvoicePaymentActionRequired({ ...unpaid, attempt: 2 })),
  eachTime('payment-recovered', /arrived/, () => new SubscriptionRecovered({ ...plan, renewsAt: TO })),
  once(
    'refund-issued',
    /USD 10\.00[\s\S]*ORBIS-7[\s\S]*USD 15\.00/,
    () =>
      new InvoiceRefunded({
        refundId: 'refund',
        invoiceId: 'inv',
        number: 'ORBIS-7',
        amount: 1000,
        amountRefunded: 1500,
        isFull: false,
        currency: 'usd',
        reason: null,
        paidAt: FROM,
        refundedAt: TO,
      }),
  ),
  once(
    'card-expiring',
    /expires in 30 days[\s\S]*December 2026/,
    () => new PaymentMethodExpiring({ brand: 'visa', last4: '4242', expMonth: 12, expYear: 2026, noticeDays: 30 }),
  ),
  once(
    'card-expiring',
    /expires in 7 days/,
    () => new PaymentMethodExpiring({ brand: 'visa', last4: '4242', expMonth: 12, expYear: 2026, noticeDays: 7 }),
  ),
  eachTime('payment-method-changed', /Mastercard ending in 4444/, () => new PaymentMethodChanged({ brand: 'mastercard', last4: '4444' })),
  eachTime('payment-method-changed', /was removed/, () => new PaymentMethodChanged({ brand: null, last4: null })),
];

import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { newDispute, newEarlyFraudWarning } from '../objects/disputes.js';

const OPEN = ['needs_response', 'under_review'];

/** Whether a dispute still waits for its outcome. */
export function isOpenDispute(dispute: Stripe.Dispute): boolean {
  return OPEN.includes(dispute.status);
}

/** A cardholder objects: the money leaves the account until the dispute is decided. */
export function openDispute(draft: Draft, charge: Stripe.Charge, reason = 'fraudulent'): Stripe.Dispute {
  if (charge.status !== 'succeeded' || charge.refunded) throw new StripeProblem(400, `Charge ${charge.id} has no money to dispute.`);
  if (charge.disputed) throw new StripeProblem(400, `Charge ${charge.id} is disputed already.`);
  const dispute = draft.put('disputes', newDispute(draft, charge, reason));
  const disputed = draft.put('charges', { ...charge, disputed: true });
  draft.emit('charge.updated', disputed, { disputed: false });
  draft.emit('charge.dispute.created', dispute);
  draft.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The bank decides: a won dispute brings the money back. */
export function closeDispute(draft: Draft, id: string, outcome: 'won' | 'lost'): Stripe.Dispute {
  const dispute = draft.need('disputes', id);
  if (!isOpenDispute(dispute)) throw new StripeProblem(400, `This dispute is already closed: its status is ${dispute.status}.`);
  const closed = draft.put('disputes', { ...dispute, status: outcome });
  draft.emit('charge.dispute.closed', closed, { status: dispute.status });
  if (outcome === 'won') draft.emit('charge.dispute.funds_reinstated', closed);
  return closed;
}

export interface Answer {
  evidence: Partial<Record<Exclude<keyof Stripe.Dispute.Evidence, 'appeal' | 'enhanced_evidence'>, string>>;
  metadata: Record<string, string>;
  isSubmitted: boolean;
}

/** The merchant's answer; once submitted the bank looks at it. */
export function answerDispute(draft: Draft, dispute: Stripe.Dispute, answer: Answer): Stripe.Dispute {
  const hasNew = Object.keys(answer.evidence).length > 0;
  if (hasNew && dispute.status !== 'needs_response')
    throw new StripeProblem(400, `Evidence can no longer be added: the dispute's status is ${dispute.status}.`);
  const details = dispute.evidence_details;
  const isSubmitted = answer.isSubmitted && hasNew;
  const next = draft.put('disputes', {
    ...dispute,
    evidence: { ...dispute.evidence, ...answer.evidence },
    evidence_details: {
      ...details,
      has_evidence: details.has_evidence || hasNew,
      submission_count: details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? 'manual' : details.submission_method,
    },
    metadata: answer.metadata,
    status: isSubmitted ? 'under_review' : dispute.status,
  });
  draft.emit('charge.dispute.updated', next);
  return next;
}

/** The card network warns of fraud before anyone has objected. */
export function warnOfFraud(draft: Draft, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning {
  const earlier = draft.all('fraudWarnings').find((warning) => idOf(warning.charge) === charge.id);
  if (earlier !== undefined) throw new StripeProblem(400, `Charge ${charge.id} has a fraud warning already.`);
  const warning = draft.put('fraudWarnings', newEarlyFraudWarning(draft, charge));
  draft.emit('radar.early_fraud_warning.created', warning);
  return warning;
}

import type { PaymentAttemptOutcome } from '@orbisvoice/shared-dto/values';

/** What the banners say, and the payments that failed. */
export const N = {
  dunning: {
    heading: (amount: string) => `Your payment of ${amount} failed`,
    confirm: (amount: string) => `Your bank asks you to confirm the payment of ${amount}`,
    keeps: (plan: string, date: string) =>
      `${plan} stays in force until ${date}. After that the free plan’s limits apply; your data is kept.`,
    lapsed: 'The free plan’s limits apply until it is paid. Your data is kept.',
    next: (date: string) => `Next attempt: ${date}`,
    noNext: 'No further attempt is planned. Please pay it by hand.',
    timeline: 'Payment attempts',
    attempt: (number: number) => `Attempt ${number}`,
    pay: 'Pay now',
    confirmPayment: 'Confirm the payment',
    invoice: (number: string) => `Invoice ${number}`,
    plain: 'Your last payment failed. Please check your card.',
  },
  outcomes: { failed: 'Failed', action_required: 'Confirmation asked', paid: 'Paid' } satisfies Record<PaymentAttemptOutcome, string>,
  incomplete: 'The first payment is not finished yet. Your plan begins when it is.',
  paused: 'Your trial ended without a card, so the free plan’s limits apply. Add a card to go on.',
  pending: {
    heading: (plan: string, amount: string) => `${plan} waits for your payment of ${amount}`,
    text: (date: string) => `Your present plan stays in force. Unpaid, the upgrade expires on ${date} and nothing is charged.`,
    pay: 'Pay now',
  },
  scheduled: {
    text: (plan: string, date: string) => `Your plan changes to ${plan} on ${date}. Until then everything stays as it is.`,
    undo: 'Keep my present plan',
  },
  ending: (name: string, date: string) => `${name} ends on ${date}. After that you are on the free plan; your data is kept.`,
  keep: 'Keep my plan',
  trial: {
    soon: (days: string, date: string, price: string) => `Your trial ends ${days}, on ${date}. Then ${price} is charged.`,
    noCard: (days: string, date: string) => `Your trial ends ${days}, on ${date}. Add a card to keep the plan.`,
    add: 'Add a card',
  },
  usage: {
    near: (percent: number, date: string) => `${percent} % of this period’s conversations are used. It resets on ${date}.`,
    grace: (ceiling: string, date: string) =>
      `This period’s limit is reached. New conversations go on until ${ceiling}, then stop until ${date}.`,
    overage: (ceiling: string, rate: string) =>
      `This period’s limit is reached. Each further conversation costs ${rate}; they stop at ${ceiling}, where your cap is.`,
    stopped: (date: string) =>
      `Your agents answer no new conversations until ${date}, or until you move to a larger plan. Live ones are never cut.`,
    plans: 'See plans',
    details: 'See usage',
  },
  card: (card: string, date: string) => `${card} expires ${date}. Update it so that the next payment goes through.`,
  cardExpired: (card: string, date: string) => `${card} expired ${date}. Update it so that the next payment goes through.`,
} as const;

/** What an issuer's code means to the person whose card it is. */
const DECLINES: Readonly<Record<string, string>> = {
  insufficient_funds: 'not enough money on the account',
  card_declined: 'the bank declined the card',
  generic_decline: 'the bank declined the card',
  do_not_honor: 'the bank declined the card',
  expired_card: 'the card has expired',
  incorrect_cvc: 'the security code is wrong',
  lost_card: 'the card was reported lost',
  stolen_card: 'the card was reported stolen',
  authentication_required: 'the bank asks for confirmation',
  processing_error: 'the bank could not be reached',
  no_payment_method: 'no card on file',
};

/** The reason of a failed attempt in words; a code nobody has described yet is shown as it came, readable. */
export function declineText(reason: string | null): string | null {
  return reason === null ? null : (DECLINES[reason] ?? reason.replaceAll('_', ' '));
}

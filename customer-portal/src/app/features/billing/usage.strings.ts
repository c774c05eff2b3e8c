import type { UsageEvent } from '@orbisvoice/shared-dto';

/** What the usage page says. */
export const U = {
  history: 'Counted conversations, last 30 days',
  historyValue: 'Counted conversations',
  historyDay: 'Day',
  historyZone: (zone: string) => `Days as in ${zone}.`,
  historyEmpty: 'Nothing was counted in the last 30 days.',
  overage: {
    heading: 'Beyond the limit',
    offered: (rate: string) =>
      `Keep answering beyond your plan’s limit. Each further conversation costs ${rate}, up to a cap that you set.`,
    notOffered: 'Your plan stops at its limit. Larger plans can go on beyond it for a price per conversation.',
    plans: 'See plans',
    isOn: 'On',
    isOff: 'Off',
    rate: 'Each',
    count: 'This period',
    counted: (count: string, amount: string) => `${count} conversations, ${amount} before tax`,
    cap: 'Cap per period',
    capLabel: (currency: string) => `Spend at most, in ${currency}`,
    capHint: 'Per usage period, before tax. New conversations stop when it is spent; a live one is never cut.',
    stops: (more: string, ceiling: string) => `Stops after ${more} more conversations, at ${ceiling} in all.`,
    stopsNow: 'This cap is already spent: new conversations stop at once.',
    stopsOne: (ceiling: string) => `Stops after one more conversation, at ${ceiling} in all.`,
    invalid: 'Enter an amount like 25 or 25.50.',
    range: (min: string, max: string) => `Enter an amount from ${min} to ${max}.`,
    turnOn: 'Switch on',
    save: 'Save cap',
    turnOff: 'Switch off',
    on: (cap: string) => `On: up to ${cap} each period.`,
    off: 'Switched off. New conversations stop at the limit.',
    confirmOff: 'Switch off conversations beyond the limit?',
    confirmOffText: 'New conversations stop at your plan’s limit, at once.',
    confirmOffUsed: (amount: string) => `What was used so far (${amount}) stays on the next invoice.`,
  },
  events: {
    heading: 'What was counted',
    text: 'Every place taken in the count, newest first, with the conversation behind it.',
    columns: { at: 'When', what: 'Conversation', state: 'State', quantity: 'Counts', after: 'Count after' },
    state: 'State',
    from: 'From',
    to: 'To',
    all: 'All',
    ofInvoice: 'Behind one invoice',
    backToInvoice: 'Back to the invoice',
    open: (agent: string) => `Conversation with ${agent}`,
    deleted: 'Conversation, deleted since',
    reported: 'Reported over the API',
    overage: 'Beyond the limit',
    empty: 'Nothing counted yet',
    emptyText: 'Each conversation appears here the moment it counts.',
    emptyFiltered: 'Nothing matches these filters',
    emptyFilteredText: 'Try a longer period or fewer filters.',
  },
} as const;

/** What a row of evidence is about. */
export function subjectOf({ source, conversationId, agentName, key }: UsageEvent): string {
  if (source === 'api') return `${U.events.reported}: ${key}`;
  return conversationId && agentName ? U.events.open(agentName) : U.events.deleted;
}

import type { EmailData } from '../src/modules/email/generated/templates.js';

interface BenchMail<T extends keyof EmailData = keyof EmailData> {
  readonly template: T;
  readonly category: string;
  readonly priority: number;
  readonly data: EmailData[T];
}

const mail = <T extends keyof EmailData>(
  template: T,
  [category, priority]: readonly [string, number],
  data: EmailData[T],
): BenchMail<T> => ({
  template,
  category,
  priority,
  data,
});
const page = (path: string): string => `https://portal.example${path}`;

/** Four kinds of mail in turn: a table, a warning, code, a letter. None with a one-time link: minting those is work for the accounts, not for the mail. */
export const MAILS: readonly BenchMail[] = [
  mail('invoice-paid', ['billing', 1], {
    company: 'Lovelace & Daughters',
    number: 'ORBIS-0042',
    paidAt: '22 November 2026 at 19:04 CET',
    period: '22 November to 22 December 2026',
    lines: [{ description: 'Growth plan', amount: 'USD 99.00' }],
    tax: 'USD 18.81',
    total: 'USD 117.81',
    pdfUrl: page('/invoices/42.pdf'),
    billingUrl: page('/billing'),
  }),
  mail('conversation-limit', ['usage_80', 1], {
    company: 'Lovelace & Daughters',
    percent: '80',
    used: '4,000',
    limit: '5,000',
    ceiling: '5,000',
    resetsAt: '22 December 2026 at 19:04 CET',
    isReached: false,
    hasGrace: false,
    billingUrl: page('/billing'),
    definition: 'A conversation counts from its first turn.',
  }),
  mail('agent-created', ['lifecycle', 2], {
    name: 'Ada',
    agentName: 'Reception',
    embedHtml: '<script src="https://portal.example/widget.js" data-agent="pk_bench" async></script>',
    agentUrl: page('/agents/1'),
    checkUrl: page('/conversations?agentId=1'),
  }),
  mail('welcome', ['lifecycle', 2], {
    name: 'Ada',
    company: 'Lovelace & Daughters',
    agentsUrl: page('/agents/new'),
    conversationsUrl: page('/conversations'),
    usageUrl: page('/billing/usage'),
    teamUrl: page('/team'),
    docsUrl: page('/api/docs'),
    definition: 'A conversation counts from its first turn.',
  }),
];

/** Nobody gets two. */
export const recipientOf = (index: number): string => `reader-${index}@bench.example`;

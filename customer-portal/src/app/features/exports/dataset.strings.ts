import type { ExportDataset } from '@orbisvoice/shared-dto/values';

/** What a file of each content holds. Exhaustive by type. */
export const DATASET_HINTS: Readonly<Record<ExportDataset, string>> = {
  conversations: 'One row a conversation: agent, start and end, status, outcome, channel, duration, visitor facts. Not what was said.',
  transcript_turns:
    'One row for each thing somebody said: conversation, speaker, text, time. Handle it as what it is: words of your visitors.',
  tool_executions:
    'One row for each execution of a tool: conversation, tool, status, duration, error, and which attempt of its call it was.',
  agents: 'One row an agent, deleted ones too: name, instructions, voice, greeting, tools, websites, look of the widget.',
  widget_visits: 'One row for each visit to a page with your widget: agent, when it was seen and opened, device, browser, country.',
  usage_events: 'One row for each conversation that counted towards your plan, with the period it counted in.',
  usage_periods: 'One row a period of your plan: its limit, what was used of it, and what went beyond.',
  usage_thresholds: 'One row for each time that 80 % or 100 % of a limit was reached.',
  limit_adjustments: 'One row for each time our support gave you another limit or conversations on top.',
  subscriptions: 'One row a subscription, past ones too: plan, price, period, state.',
  billing_details: 'One row: the card that is charged (its last digits), your credit, your choice about overage.',
  tax_ids: 'One row for each tax number on your invoices.',
  invoices: 'One row an invoice: number, dates, amounts in the smallest unit of the currency, status.',
  invoice_lines: 'One row for each line of an invoice: what it is for, quantity, amount, period.',
  payment_attempts: 'One row for each try to collect an invoice: when, what came of it, why it failed.',
  refunds: 'One row for each amount that was given back: invoice, amount, reason, state.',
  disputes: 'One row for each payment that a bank called into question: invoice, amount, reason, state, dates.',
  members: 'One row a person of your workspace: name, address, role, and when they were last here.',
  invitations: 'One row an invitation: address, role, who sent it, what came of it.',
  api_keys: 'One row an API key, revoked ones too: name, first characters, scopes, last use. Never the key itself.',
  referrals: 'One row for each company you have referred, and what came of it.',
  referral_visits: 'One row for each visitor and day that opened your link: when, and on which channel.',
  email_messages: 'One row for each mail we sent for your workspace: which one, to whom, when. Not what was in it.',
  email_events: 'One row for each thing we heard of a mail: delivered, bounced, unsubscribed.',
  report_schedules: 'One row a scheduled report: name, how often, when next.',
  report_recipients: 'One row for each address of a scheduled report, and whether it has unsubscribed.',
  report_runs: 'One row for each time a scheduled report was made: of which days, and what came of it.',
  webhook_endpoints: 'One row for each address that is told of events: which events, and how it is doing. Never its secret.',
  webhook_deliveries: 'One row for each message to one of them: event, body, state.',
  webhook_tries: 'One row for each time a message was sent: when, how long it took, what came back.',
  exports: 'One row for each export of this list: content, filters, state, rows and size.',
  analytics_conversations: 'One row a day (or another step): conversations, outcomes, durations, as the page of analytics shows them.',
  analytics_agents: 'One row an agent: volume, outcomes, response times, tools.',
  analytics_stages: 'One row for each agent and stage of its answers (listen, think, speak): median, p95, p99.',
  analytics_tools: 'One row a tool: calls, attempts, errors, durations.',
  analytics_engagement: 'One row a day (or another step): visitors, impressions, activation.',
  analytics_referrals: 'One row a day (or another step): clicks, sign-ups, conversions.',
  report: 'All figures of the analytics in one document: PDF with charts, or the same figures as a table.',
};

/** How the contents are grouped where one is chosen. */
export const DATASET_GROUPS: readonly { label: string; datasets: readonly ExportDataset[] }[] = [
  { label: 'Conversations', datasets: ['conversations', 'transcript_turns', 'tool_executions', 'agents', 'widget_visits'] },
  {
    label: 'Figures',
    datasets: [
      'report',
      'analytics_conversations',
      'analytics_agents',
      'analytics_stages',
      'analytics_tools',
      'analytics_engagement',
      'analytics_referrals',
    ],
  },
  { label: 'Plan and usage', datasets: ['usage_events', 'usage_periods', 'usage_thresholds', 'limit_adjustments', 'subscriptions'] },
  {
    label: 'Money',
    datasets: ['invoices', 'invoice_lines', 'payment_attempts', 'refunds', 'disputes', 'billing_details', 'tax_ids'],
  },
  { label: 'Workspace', datasets: ['members', 'invitations', 'api_keys', 'referrals', 'referral_visits'] },
  { label: 'Webhooks', datasets: ['webhook_endpoints', 'webhook_deliveries', 'webhook_tries'] },
  {
    label: 'Mails, reports and files',
    datasets: ['email_messages', 'email_events', 'report_schedules', 'report_recipients', 'report_runs', 'exports'],
  },
];

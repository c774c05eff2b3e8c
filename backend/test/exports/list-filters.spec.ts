import {
  AgentQuery,
  AnalyticsQuery,
  ConversationQuery,
  EngagementQuery,
  ExportFilters,
  ExportQuery,
  InvoiceQuery,
  ReferralAnalyticsQuery,
  ReferralLinkVisitQuery,
  ReferralQuery,
  ToolCallQuery,
  UsageEventQuery,
  WebhookDeliveryQuery,
  WidgetVisitQuery,
} from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, exportStatuses, type ExportDataset } from '@orbisvoice/shared-dto/values';

/** What a list is asked by besides its filters: where its page begins, how it is sorted, and for figures what they are drawn and held against. */
const NO_FILTERS = ['cursor', 'page', 'pageSize', 'sort', 'compare'];
const RANGE = ['from', 'to', 'timeZone'];
interface Asked {
  readonly shape: Readonly<Record<string, unknown>>;
}

/** The lists whose rows are a dataset. */
const LISTS: readonly [dataset: ExportDataset, query: Asked, nowhere?: readonly string[]][] = [
  ['conversations', ConversationQuery],
  ['tool_executions', ToolCallQuery],
  ['widget_visits', WidgetVisitQuery],
  ['agents', AgentQuery],
  ['usage_events', UsageEventQuery],
  ['invoices', InvoiceQuery],
  ['referrals', ReferralQuery],
  ['referral_visits', ReferralLinkVisitQuery],
  ['webhook_deliveries', WebhookDeliveryQuery],
  ['exports', ExportQuery],
  ['analytics_conversations', AnalyticsQuery],
  // a row for each of something, not of a point of time
  ['analytics_agents', AnalyticsQuery, ['interval']],
  ['analytics_stages', AnalyticsQuery, ['interval']],
  ['analytics_tools', AnalyticsQuery, ['interval']],
  // how the funnel is read changes nothing of its points
  ['analytics_engagement', EngagementQuery, ['funnel']],
  ['analytics_referrals', ReferralAnalyticsQuery],
];

it.each(LISTS)('a file of %s knows every filter of its list', (dataset, { shape }, nowhere = []) => {
  const asked = Object.keys(shape).filter((name) => ![...NO_FILTERS, ...nowhere].includes(name));
  const known: readonly string[] = EXPORT_DATASETS[dataset].filters;
  expect(asked.filter((name) => !known.includes(RANGE.includes(name) ? 'range' : name))).toEqual([]);
});

it('every filter of a dataset can be said, and every dataset by states takes some', () => {
  const said = Object.keys(ExportFilters.shape);
  for (const [dataset, { filters }] of Object.entries(EXPORT_DATASETS)) {
    expect([dataset, filters.filter((name) => name !== 'range' && !said.includes(name))]).toEqual([dataset, []]);
    const knowsStatus = filters.some((name) => name === 'status');
    expect([dataset, exportStatuses(dataset as ExportDataset).length > 0]).toEqual([dataset, knowsStatus]);
  }
});

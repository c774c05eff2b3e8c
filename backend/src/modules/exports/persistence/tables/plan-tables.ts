import { billedBy } from '../../../billing/index.js';
import { column, said, type DatasetTable } from '../dataset-columns.js';

const USAGE_EVENTS: DatasetTable = {
  table: 'usage_events',
  columns: [
    column('key', 'text', 'e.key'),
    column('at', 'instant', 'e.at'),
    column('quantity', 'number', 'e.quantity'),
    column('state', 'word', 'e.state'),
    column('usedAfter', 'number', 'coalesce(e.counted_at_used, e.used_after)'),
    column('periodStart', 'instant', 'e.period_start'),
    column('conversationId', 'id', 'e.conversation_id'),
  ],
  from: 'usage_events e',
  orderBy: 'e.at, e.key',
  isInOrder: true,
  tenant: 'e.tenant_id',
  filters: { range: 'e.at', state: 'e.state' },
  asks: {
    invoiceId: ({ invoiceId }) =>
      invoiceId === undefined ? null : billedBy({ tenant: `current_setting('app.tenant')::uuid`, invoice: `${said('invoiceId')}::uuid` }),
  },
};

const USAGE_PERIODS: DatasetTable = {
  table: 'usage_periods',
  columns: [
    column('periodStart', 'instant', 'p.period_start'),
    column('periodEnd', 'instant', 'p.period_end'),
    column('limit', 'number', 'p.lim'),
    column('ceiling', 'number', 'p.ceiling'),
    column('used', 'number', 'p.used'),
    column('reserved', 'number', 'p.reserved'),
    column('overage', 'number', 'usage_overage(p)'),
  ],
  from: 'usage_periods p',
  orderBy: 'p.period_start',
  tenant: 'p.tenant_id',
  filters: { range: 'p.period_start' },
};

const USAGE_THRESHOLDS: DatasetTable = {
  table: 'usage_thresholds',
  columns: [
    column('periodStart', 'instant', 't.period_start'),
    column('threshold', 'number', 't.threshold'),
    column('used', 'number', 't.used'),
    column('limit', 'number', 't.lim'),
    column('reachedAt', 'instant', 't.reached_at'),
  ],
  from: 'usage_thresholds t',
  orderBy: 't.reached_at, t.period_start, t.threshold',
  tenant: 't.tenant_id',
  filters: { range: 't.reached_at' },
};

const LIMIT_ADJUSTMENTS: DatasetTable = {
  table: 'limit_adjustments',
  columns: [
    column('id', 'id', 'l.id'),
    column('kind', 'word', 'l.kind'),
    column('recurrence', 'word', 'l.recurrence'),
    column('quantity', 'number', 'l.quantity'),
    column('startsAt', 'instant', 'l.starts_at'),
    column('endsAt', 'instant', 'l.ends_at'),
    column('withdrawnAt', 'instant', 'l.withdrawn_at'),
  ],
  from: 'limit_adjustments l',
  orderBy: 'l.starts_at, l.id',
  tenant: 'l.tenant_id',
  filters: {},
};

const SUBSCRIPTIONS: DatasetTable = {
  table: 'subscriptions',
  columns: [
    column('id', 'id', 's.id'),
    column('stripeSubscriptionId', 'id', 's.stripe_subscription_id'),
    column('planCode', 'word', 's.plan_code'),
    column('status', 'word', 's.status'),
    column('interval', 'word', 's.billing_interval'),
    column('currency', 'word', 's.currency'),
    column('price', 'number', 's.price'),
    column('monthlyAmount', 'number', 's.amount'),
    column('currentPeriodStart', 'instant', 's.current_period_start'),
    column('currentPeriodEnd', 'instant', 's.current_period_end'),
    column('trialEnd', 'instant', 's.trial_end'),
    column('cancelAtPeriodEnd', 'flag', 's.cancel_at_period_end'),
    column('cancelAt', 'instant', 's.cancel_at'),
    column('cancelReason', 'text', 's.cancel_reason'),
    column('startedAt', 'instant', 's.started_at'),
    column('endedAt', 'instant', 's.ended_at'),
  ],
  from: 'subscriptions s',
  orderBy: 's.started_at, s.id',
  tenant: 's.tenant_id',
  filters: {},
};

/** The plan, and what it was used for. */
export const PLAN_TABLES = {
  usage_events: USAGE_EVENTS,
  usage_periods: USAGE_PERIODS,
  usage_thresholds: USAGE_THRESHOLDS,
  limit_adjustments: LIMIT_ADJUSTMENTS,
  subscriptions: SUBSCRIPTIONS,
} as const satisfies Readonly<Record<string, DatasetTable>>;

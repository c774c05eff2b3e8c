import type { AdminEmailQuery } from '@orbisvoice/shared-dto';
import { EMAIL_CATEGORIES, EMAIL_OUTCOMES, EMAIL_STATUSES, EMAIL_TRANSPORTS } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { asUuid, instantsOf } from '../../core/filter-values';

/** The address without parameters. Days are UTC and both inclusive, as people mean them. */
export const LOG_FILTER_DEFAULTS = {
  status: '',
  recipient: '',
  template: '',
  category: '',
  outcome: '',
  transport: '',
  tenantId: '',
  from: '',
  to: '',
} as const;
export type LogFilter = { readonly [K in keyof typeof LOG_FILTER_DEFAULTS]: string };

export const PAGE_SIZE = 50;
const RECIPIENT_MAX = 254;
const TEMPLATE_MAX = 100;

/** The API's query. What the API would refuse, because somebody edited the address, is left out. */
export function toLogQuery(filter: LogFilter): Omit<AdminEmailQuery, 'cursor'> {
  const recipient = filter.recipient.trim().slice(0, RECIPIENT_MAX);
  const template = filter.template.trim().slice(0, TEMPLATE_MAX);
  const status = oneOf(filter.status, EMAIL_STATUSES);
  const category = oneOf(filter.category, EMAIL_CATEGORIES);
  const outcome = oneOf(filter.outcome, EMAIL_OUTCOMES);
  const transport = oneOf(filter.transport, EMAIL_TRANSPORTS);
  const tenantId = asUuid(filter.tenantId);
  return {
    pageSize: PAGE_SIZE,
    ...(status && { status }),
    ...(recipient && { recipient: beginningOf(recipient) }),
    ...(template && { template }),
    ...(category && { category }),
    ...(outcome && { outcome }),
    ...(transport && { transport }),
    ...(tenantId && { tenantId }),
    ...instantsOf(filter),
  };
}

/** A whole address is meant exactly; what is still being typed is its beginning. */
const beginningOf = (text: string): string => (/@.+\..+$/.test(text) || text.endsWith('*') ? text : `${text.slice(0, RECIPIENT_MAX - 1)}*`);

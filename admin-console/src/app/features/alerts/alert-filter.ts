import type { SecurityAlertQuery } from '@orbisvoice/shared-dto';
import { ALERT_RULES, ALERT_SEVERITIES, ALERT_STATUSES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { asUuid } from '../../core/filter-values';

/** The address without parameters. */
export const ALERT_FILTER_DEFAULTS = { status: '', severity: '', rule: '', tenantId: '' } as const;
export type AlertFilter = { readonly [K in keyof typeof ALERT_FILTER_DEFAULTS]: string };

const PAGE_SIZE = 50;

/** The API's query. What the API would refuse, because somebody edited the address, is left out. */
export function toAlertQuery(filter: AlertFilter): Omit<SecurityAlertQuery, 'cursor'> {
  const status = oneOf(filter.status, ALERT_STATUSES);
  const severity = oneOf(filter.severity, ALERT_SEVERITIES);
  const rule = oneOf(filter.rule, ALERT_RULES);
  const tenantId = asUuid(filter.tenantId);
  return {
    pageSize: PAGE_SIZE,
    ...(status && { status }),
    ...(severity && { severity }),
    ...(rule && { rule }),
    ...(tenantId && { tenantId }),
  };
}

import type { ApiRequest, QueryValue } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of referrals. */
export const referralsApi = {
  code: (): ApiRequest => ({ path: 'referrals/code' }),
  list: (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'referrals', query }),
  visits: (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'referrals/visits', query }),
};

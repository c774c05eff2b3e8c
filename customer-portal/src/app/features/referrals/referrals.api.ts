import type { ApiRequest } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of referrals. */
export const referralsApi = {
  code: (): ApiRequest => ({ path: 'referrals/code' }),
  list: (page: number): ApiRequest => ({ path: 'referrals', query: { page } }),
};

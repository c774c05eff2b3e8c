import type { ApiRequest } from '@orbisvoice/shared-ui/core';

/** The one call of the dashboard. */
export const dashboardApi = {
  stats: (): ApiRequest => ({ path: 'stats' }),
};

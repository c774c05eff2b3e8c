import { Injectable, type Signal } from '@angular/core';
import type { PlatformReferralAnalytics, ReferralAnalyticsQuery } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** Where staff read what referral links bring. */
@Injectable({ providedIn: 'root' })
export class ReferralsApi {
  report(query: Signal<Partial<ReferralAnalyticsQuery>>): ApiResource<PlatformReferralAnalytics> {
    return apiResource(() => ({ path: 'admin/analytics/referrals', query: { ...query() } }));
  }
}

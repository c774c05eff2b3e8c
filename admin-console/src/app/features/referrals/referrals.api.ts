import { inject, Injectable, type Signal } from '@angular/core';
import type { ExportReferrals, PlatformReferralAnalytics, ReferralAnalyticsQuery } from '@orbisvoice/shared-dto';
import { ApiClient, apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** Where staff read what referral links bring. */
@Injectable({ providedIn: 'root' })
export class ReferralsApi {
  private readonly api = inject(ApiClient);

  report(query: Signal<Partial<ReferralAnalyticsQuery>>): ApiResource<PlatformReferralAnalytics> {
    return apiResource(() => ({ path: 'admin/analytics/referrals', query: { ...query() } }));
  }

  /** All of it, as a file. @throws ApiProblem */
  export(body: Partial<ExportReferrals>): Promise<Blob> {
    return this.api.postForFile('admin/analytics/referrals/export', body);
  }
}

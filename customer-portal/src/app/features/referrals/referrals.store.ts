import { Injectable } from '@angular/core';
import type { ReferralCode, ReferralPage } from '@orbisvoice/shared-dto';
import { apiResource, urlState } from '@orbisvoice/shared-ui/core';
import { referralsApi } from './referrals.api';

/** The code of the workspace and who came by it. */
@Injectable()
export class ReferralsStore {
  readonly url = urlState({ page: 1 });
  readonly code = apiResource<ReferralCode>(referralsApi.code);
  readonly referrals = apiResource<ReferralPage>(() => referralsApi.list(this.url.value().page));
}

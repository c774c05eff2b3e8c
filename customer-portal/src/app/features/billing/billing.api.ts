import { Injectable, inject } from '@angular/core';
import type { CancelSubscription, ChangePlan, HostedPage, Me, PlanChange, Subscription } from '@orbisvoice/shared-dto';
import { ApiClient, type ApiRequest } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of billing. */
@Injectable({ providedIn: 'root' })
export class BillingApi {
  private readonly api = inject(ApiClient);

  tiers = (): ApiRequest => ({ path: 'billing/tiers' });
  subscription = (): ApiRequest => ({ path: 'billing/subscription' });
  invoices = (page: number): ApiRequest => ({ path: 'billing/invoices', query: { page } });
  history = (): ApiRequest => ({ path: 'billing/usage/history' });

  currentSubscription = (): Promise<Subscription> => this.api.get('billing/subscription');
  me = (): Promise<Me> => this.api.get('auth/me');
  change = (body: ChangePlan): Promise<PlanChange> => this.api.post('billing/subscription', body);
  cancel = (body: CancelSubscription): Promise<Subscription> => this.api.delete('billing/subscription', body);
  resume = (): Promise<Subscription> => this.api.post('billing/subscription/resume');
  portal = (): Promise<HostedPage> => this.api.post('billing/portal');
}

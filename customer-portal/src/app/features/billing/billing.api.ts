import { Injectable, inject } from '@angular/core';
import type {
  AddTaxId,
  CancelSubscription,
  ChangeBillingEmail,
  ChangeOverage,
  ChangePlan,
  ChangePreview,
  HostedPage,
  InvoiceLinks,
  Me,
  OpenPortal,
  PlanChange,
  PreviewChange,
  Subscription,
  TaxId,
} from '@orbisvoice/shared-dto';
import { ApiClient, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of billing. */
@Injectable({ providedIn: 'root' })
export class BillingApi {
  private readonly api = inject(ApiClient);

  tiers = (): ApiRequest => ({ path: 'billing/tiers' });
  subscription = (): ApiRequest => ({ path: 'billing/subscription' });
  invoices = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'billing/invoices', query });
  invoice = (id: string): ApiRequest => ({ path: `billing/invoices/${encodeURIComponent(id)}` });
  taxIds = (): ApiRequest => ({ path: 'billing/tax-ids' });
  history = (): ApiRequest => ({ path: 'billing/usage/history' });
  usageEvents = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'billing/usage/events', query });

  currentSubscription = (): Promise<Subscription> => this.api.get('billing/subscription');
  me = (): Promise<Me> => this.api.get('auth/me');
  preview = (body: PreviewChange): Promise<ChangePreview> => this.api.post('billing/subscription/preview', body);
  change = (body: ChangePlan): Promise<PlanChange> => this.api.post('billing/subscription', body);
  cancel = (body: CancelSubscription): Promise<Subscription> => this.api.delete('billing/subscription', body);
  /** Takes back a cancellation or a change that waits for the end of the period. */
  resume = (): Promise<Subscription> => this.api.post('billing/subscription/resume');
  portal = (flow: OpenPortal['flow']): Promise<HostedPage> => this.api.post('billing/portal', { flow });
  changeEmail = (body: ChangeBillingEmail): Promise<Subscription> => this.api.put('billing/email', body);
  changeOverage = (body: ChangeOverage): Promise<Subscription> => this.api.put('billing/overage', body);
  addTaxId = (body: AddTaxId): Promise<TaxId> => this.api.post('billing/tax-ids', body);
  removeTaxId = (id: string): Promise<void> => this.api.delete(`billing/tax-ids/${encodeURIComponent(id)}`);
  invoiceLinks = (id: string): Promise<InvoiceLinks> => this.api.get(`billing/invoices/${encodeURIComponent(id)}/links`);
}

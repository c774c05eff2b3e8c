import type Stripe from 'stripe';
import type { ChangePreview, PlanChange, Subscription } from '@orbisvoice/shared-dto';
import type { BillingInterval, PlanCode } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import type { TestAnswer, TestOwner } from '../harness/app.js';
import { arrived, payOn, type BillingStage } from './billing-harness.js';

/** A card that pays on a page and is declined when it is charged later. */
export const CARD_THAT_FAILS_LATER = '4000000000000341';

export type Sold = Exclude<PlanCode, 'free'>;
/** A plan by name; `professional/year` is by the year. */
export type Wanted = Sold | `${Sold}/${BillingInterval}`;

export function wantedOf(wanted: Wanted): { tier: string; interval: string } {
  const [tier = '', interval = 'month'] = wanted.split('/');
  return { tier, interval };
}

/** An owner who speaks to the API, as the portal does. */
export class PlanCustomer {
  readonly tenantId: TenantId;

  constructor(
    readonly stage: BillingStage,
    readonly owner: TestOwner,
  ) {
    this.tenantId = tenantIdOf(owner.tenantId);
  }

  static async signUp(stage: BillingStage): Promise<PlanCustomer> {
    return new PlanCustomer(stage, await stage.app.signUp());
  }

  preview(wanted: Wanted): Promise<TestAnswer<ChangePreview>> {
    return this.call('POST', '/preview', wantedOf(wanted));
  }

  change(wanted: Wanted, previewToken?: string): Promise<TestAnswer<PlanChange>> {
    return this.call('POST', '', { ...wantedOf(wanted), ...(previewToken !== undefined && { previewToken }) });
  }

  /** Previews and takes it, as a person would. */
  async goTo(wanted: Wanted): Promise<PlanChange> {
    const preview = await this.preview(wanted);
    if (preview.status !== 200) throw new Error(`the preview of ${wanted} answered ${JSON.stringify(preview.body)}`);
    const change = await this.change(wanted, preview.body.token);
    if (change.status !== 200) throw new Error(`the change to ${wanted} answered ${JSON.stringify(change.body)}`);
    return change.body;
  }

  async subscription(): Promise<Subscription> {
    return (await this.call<Subscription>('GET', '')).body;
  }

  cancel(): Promise<TestAnswer<Subscription>> {
    return this.call('DELETE', '', { reason: 'too_expensive', comment: 'a test' });
  }

  resume(): Promise<TestAnswer<Subscription>> {
    return this.call('POST', '/resume');
  }

  call<T>(method: string, path: string, body?: object): Promise<TestAnswer<T>> {
    return this.stage.app.request<T>(method, `/billing/subscription${path}`, { token: this.owner.token, ...(body && { body }) });
  }

  /** Buys a first plan on Stripe's page, and waits until it is in force. */
  async buy(wanted: Wanted, card?: string): Promise<void> {
    const { status, body } = await this.change(wanted);
    if (status !== 200 || body.url === null) throw new Error(`buying ${wanted} answered ${status}: ${JSON.stringify(body)}`);
    await payOn(body.url, card);
    await arrived(this.stage, 'checkout.session.completed', this.tenantId);
    await this.stage.app.settle();
  }

  async customerId(): Promise<string> {
    const { rows } = await this.stage.app.owner.query<{ id: string }>('select stripe_customer_id as id from tenants where id = $1', [
      this.tenantId,
    ]);
    return rows[0]?.id ?? '';
  }

  /** Oldest first. */
  async invoicesAtStripe(): Promise<Stripe.Invoice[]> {
    const customerId = await this.customerId();
    return Object.values(this.stage.stripe.state.invoices).filter((invoice) => invoice.customer === customerId);
  }

  async subscriptionsAtStripe(): Promise<Stripe.Subscription[]> {
    const customerId = await this.customerId();
    return Object.values(this.stage.stripe.state.subscriptions).filter((one) => one.customer === customerId);
  }
}

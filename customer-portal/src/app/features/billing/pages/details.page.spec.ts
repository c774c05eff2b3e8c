import { TestBed } from '@angular/core/testing';
import type { Subscription, TaxId } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aFreeSubscription, aSubscription, aTaxId } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { BillingActions } from '../billing-actions';
import { BillingStore } from '../billing.store';
import { PaymentWaitStore } from '../payment-wait.store';
import DetailsPage from './details.page';

const providers = [BillingStore, PaymentWaitStore, BillingActions];
const toast = () => TestBed.inject(ToastService).toasts().at(-1);

describe('payment details', () => {
  describePageStates(DetailsPage, 'billing/tax-ids', { providers });

  async function open(subscription: Subscription = aSubscription(), taxIds: TaxId[] = [aTaxId()], role: Role = 'owner') {
    const page = await PageHarness.open(DetailsPage, { providers, role });
    await page.answer('GET', 'billing/subscription', subscription);
    await page.answer('GET', 'billing/tax-ids', { items: taxIds });
    return page;
  }

  it.each([
    ['Update card', 'payment_method'],
    ['Payment provider’s portal', 'overview'],
  ])('opens the provider’s page by a link made for the click: %s', async (name, flow) => {
    const page = await open();
    await page.click(name);
    expect(page.request('POST', 'billing/portal').request.body).toEqual({ flow });
  });

  it('says why the provider’s page did not open', async () => {
    const page = await open();
    await page.click('Update card');
    await page.refuse('POST', 'billing/portal', aProblem('stripe_unavailable', 503));
    expect(toast()?.text).toContain('cannot be reached');
  });

  it.each([
    [{ expMonth: 12, expYear: 2999, isExpiring: true }, 'Expires soon'],
    [{ expMonth: 4, expYear: 2020, isExpiring: true }, 'Expired'],
  ])('warns of a card that runs out: %j', async (change, text) => {
    const page = await open(aSubscription({ card: { brand: 'american_thing', last4: '0005', ...change } }));
    expect(page.find('ov-card-card').textContent).toMatch(new RegExp(`American thing •••• 0005[\\s\\S]*${text}`));
  });

  it('has nothing to open before the first payment', async () => {
    const page = await open(aFreeSubscription(), []);
    expect(page.text).toContain('There is no payment account yet');
    expect(() => page.control('Update card')).toThrow();
  });

  it('leads the keyboard into the form that replaces a button, and back to it', async () => {
    const page = await open();
    document.body.append(page.element);
    const focused = (): string => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent?.trim() ?? '';
    await page.click('Change');
    expect(focused()).toBe('email');
    await page.click('Cancel');
    expect(focused()).toBe('Change');
    await page.click('Add a tax id');
    expect(focused()).toBe('type');
    await page.click('Cancel');
    expect(focused()).toBe('Add a tax id');
  });

  it('changes the address of receipts in place, with errors at the field', async () => {
    const page = await open();
    await page.click('Change');
    await page.type('email', 'nonsense');
    await page.submit();
    expect(page.text).toContain('Enter an e-mail address like');
    await page.type('email', 'new@example.com');
    await page.submit();
    const refusal = aProblem('request.invalid', 422, { fields: [{ path: 'email', rule: 'invalid', message: 'this address bounces' }] });
    await page.refuse('PUT', 'billing/email', refusal);
    expect(page.text).toContain('This address bounces.');
    await page.submit();
    await page.answer('PUT', 'billing/email', aSubscription({ billingEmail: 'new@example.com' }));
    expect(page.find('ov-billing-email-card').textContent).toContain('new@example.com');
    expect(page.has('ov-billing-email-card form')).toBe(false);
  });

  it('adds a tax id; what the provider says of the number lands at the field', async () => {
    const page = await open(aSubscription(), []);
    expect(page.text).toContain('None yet');
    await page.click('Add a tax id');
    await page.type('type', 'gb_vat');
    expect(page.text).toContain('For example GB123456789');
    await page.type('value', 'GB1');
    await page.submit();
    const fields = [{ path: 'body.value', rule: 'invalid', message: 'not a valid number of this kind' }];
    await page.refuse('POST', 'billing/tax-ids', aProblem('request.invalid', 422, { fields }));
    expect(page.text).toContain('Not a valid number of this kind.');
    await page.submit();
    await page.answer('POST', 'billing/tax-ids', aTaxId({ type: 'gb_vat', value: 'GB123456789', status: 'pending' }));
    expect(page.find('.entries').textContent).toMatch(/GB123456789[\s\S]*United Kingdom VAT[\s\S]*Being checked/);
  });

  it('removes a tax id after a question, and not when it is declined', async () => {
    const page = await open(aSubscription(), [aTaxId({ id: 't-1' })]);
    await page.click('Remove DE123456789');
    TestBed.inject(ConfirmService).settle(false);
    await page.settle();
    expect(page.requests('DELETE', 'billing/tax-ids/t-1')).toEqual([]);
    await page.click('Remove DE123456789');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('DELETE', 'billing/tax-ids/t-1', null);
    expect(page.text).toContain('None yet');
  });

  it('keeps the tax id that could not be removed', async () => {
    const page = await open(aSubscription(), [aTaxId({ id: 't-1' })]);
    await page.click('Remove DE123456789');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.refuse('DELETE', 'billing/tax-ids/t-1', aProblem('stripe_unavailable', 503));
    expect(page.text).toContain('DE123456789');
    expect(toast()?.tone).toBe('danger');
  });

  it('lets others than owners look only', async () => {
    const page = await open(aSubscription(), [aTaxId()], 'member');
    expect(page.text).toContain('DE123456789');
    expect(page.element.querySelectorAll('button')).toHaveLength(0);
  });
});

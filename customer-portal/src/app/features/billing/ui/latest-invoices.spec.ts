import { TestBed } from '@angular/core/testing';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import { aFreeSubscription, aPage, aSubscription, anInvoice } from '../../../testing/factories';
import { BillingStore } from '../billing.store';
import { LatestInvoices } from './latest-invoices';

const PATH = 'billing/invoices';
const OLD = anInvoice({ id: '018f0000-0000-7000-8000-0000000000aa', number: 'OV-0' });
/** Longer than the first pause between two looks. */
const PAUSE = 1_600;

describe('latest invoices', () => {
  async function open() {
    const page = await PageHarness.open(LatestInvoices, { providers: [BillingStore] });
    TestBed.inject(BillingStore).subscription.set(aFreeSubscription());
    await page.settle();
    await page.answer('GET', PATH, aPage([OLD]));
    return page;
  }
  async function pause(page: PageHarness<LatestInvoices>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await page.settle();
  }

  it('are looked for after a change of plan until the one of the change is there', async () => {
    const page = await open();
    TestBed.inject(BillingStore).subscription.set(aSubscription());
    await page.settle();
    await page.answer('GET', PATH, aPage([OLD]));
    await pause(page);
    await page.answer('GET', PATH, aPage([anInvoice(), OLD]));
    expect(page.text).toContain('OV-1');
  });

  it('are looked for after a confirmed payment whose plan was the first one seen', async () => {
    const page = await PageHarness.open(LatestInvoices, { providers: [BillingStore] });
    await page.answer('GET', PATH, aPage([]));
    const settled = TestBed.inject(BillingStore).settle(aSubscription());
    await page.settle();
    await page.answer('GET', 'auth/me', aSession().me);
    await settled;
    await page.settle();
    await page.answer('GET', PATH, aPage([anInvoice()]));
    expect(page.text).toContain('OV-1');
  });

  it('are looked for again when a look fails', async () => {
    const page = await open();
    TestBed.inject(BillingStore).subscription.set(aSubscription());
    await page.settle();
    await page.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(page.has('ov-error')).toBe(true);
    await pause(page);
    await page.answer('GET', PATH, aPage([anInvoice(), OLD]));
    expect(page.text).toContain('OV-1');
  });
});

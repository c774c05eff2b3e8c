import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPage, anAttempt, anInvoice, anInvoiceDetail, anInvoiceLine } from '../../../testing/factories';
import { fileOf } from '../../../testing/list-file';
import { describePageStates } from '../../../testing/page-states';
import InvoicePage from './invoice.page';
import InvoicesPage from './invoices.page';

/** A tab as `window.open` gives it, without one being opened. */
function fakeTab() {
  const tab = { opener: {}, close: jest.fn(), location: { assign: jest.fn() } };
  jest.spyOn(window, 'open').mockReturnValue(Object.assign(Object.create(Window.prototype), tab));
  return tab;
}

describe('invoices', () => {
  describePageStates(InvoicesPage, 'billing/invoices');
  afterEach(() => jest.restoreAllMocks());

  it('marks what was given back and what is disputed, and leads to the lines', async () => {
    const page = await PageHarness.open(InvoicesPage);
    const rows = [
      anInvoice({ id: 'in-1', amountRefunded: 1_000 }),
      anInvoice({ amountRefunded: 2_900, number: 'OV-2' }),
      anInvoice({ isDisputed: true, number: 'OV-3' }),
      anInvoice({ status: 'open', number: 'OV-4' }),
    ];
    await page.answer('GET', 'billing/invoices', aPage(rows));
    expect(page.text).toMatch(/Partly refunded[\s\S]*Refunded[\s\S]*Disputed[\s\S]*Open/);
    expect(page.control('OV-1').getAttribute('href')).toBe('/billing/invoices/in-1');
    expect(page.control('Pay invoice OV-4')).toBeTruthy();
  });

  it('takes along what it shows', async () => {
    const page = await PageHarness.open(InvoicesPage, { url: '/page?status=paid' });
    expect(page.request('GET', 'billing/invoices').request.params.get('status')).toBe('paid');
    expect(await fileOf(page)).toEqual({ dataset: 'invoices', filters: { status: 'paid' } });
  });

  it('asks for a fresh address at the click and leads a tab of its own there', async () => {
    const tab = fakeTab();
    const page = await PageHarness.open(InvoicesPage);
    await page.answer('GET', 'billing/invoices', aPage([anInvoice({ id: 'in-1' })]));
    await page.click('PDF of invoice OV-1');
    await page.answer('GET', 'billing/invoices/in-1/links', { hostedUrl: null, pdfUrl: 'https://pay.example/fresh.pdf' });
    expect(tab.location.assign).toHaveBeenCalledWith('https://pay.example/fresh.pdf');
  });

  it.each([
    [
      'is refused',
      (page: PageHarness<InvoicesPage>) => page.refuse('GET', 'billing/invoices/in-1/links', aProblem('stripe_unavailable', 503)),
      'cannot be reached',
    ],
    [
      'has none',
      (page: PageHarness<InvoicesPage>) => page.answer('GET', 'billing/invoices/in-1/links', { hostedUrl: null, pdfUrl: null }),
      'no such document',
    ],
  ])('closes the tab again and says why when the document %s', async (_name, answer, text) => {
    const tab = fakeTab();
    const page = await PageHarness.open(InvoicesPage);
    await page.answer('GET', 'billing/invoices', aPage([anInvoice({ id: 'in-1' })]));
    await page.click('PDF of invoice OV-1');
    await answer(page);
    expect(tab.close).toHaveBeenCalled();
    expect(tab.location.assign).not.toHaveBeenCalled();
    expect(TestBed.inject(ToastService).toasts()[0]?.text).toContain(text);
  });

  it('holds page and status in the address, and tells an empty list from a filtered one', async () => {
    const page = await PageHarness.open(InvoicesPage, { url: '/page?status=void&page=2' });
    const { request } = await page.answer('GET', 'billing/invoices', aPage([]));
    expect([request.params.get('status'), request.params.get('page')]).toEqual(['void', '2']);
    expect(page.text).toContain('No invoice has this status');
    await page.click('Clear filter');
    await page.answer('GET', 'billing/invoices', aPage([]));
    expect(page.text).toContain('They appear here with your first payment.');
  });
});

describe('invoice', () => {
  const options = { path: 'page/:id', url: '/page/in-1' };
  describePageStates(InvoicePage, 'billing/invoices/in-1', options);

  it('adds up from the lines to what was paid, given back and tried', async () => {
    const page = await PageHarness.open(InvoicePage, options);
    const detail = anInvoiceDetail({
      id: 'in-1',
      number: 'OV-7',
      lines: [
        anInvoiceLine(),
        anInvoiceLine({ kind: 'overage', description: 'Conversations beyond the limit', amount: 1_000, conversations: 25 }),
      ],
      subtotal: 3_900,
      discount: 390,
      tax: 667,
      total: 4_177,
      creditApplied: 177,
      amountPaid: 4_000,
      amountRefunded: 1_000,
      attempts: [anAttempt(), anAttempt({ attempt: 2, outcome: 'paid', reason: null })],
      refunds: [
        {
          id: 're-1',
          amount: 1_000,
          currency: 'usd',
          status: 'succeeded',
          reason: 'requested_by_customer',
          createdAt: '2026-05-02T00:00:00.000Z',
        },
      ],
      disputes: [
        {
          id: 'dp-1',
          amount: 4_000,
          currency: 'usd',
          status: 'needs_response',
          reason: 'fraudulent',
          evidenceDueBy: '2026-06-02T00:00:00.000Z',
          openedAt: '2026-05-20T00:00:00.000Z',
          closedAt: null,
        },
      ],
    });
    await page.answer('GET', 'billing/invoices/in-1', detail);
    expect(page.find('h1').textContent).toContain('Invoice OV-7');
    const sums = Array.from(page.element.querySelectorAll('.amounts-sums tr'), (row) => row.textContent?.replace(/\s+/g, ' ').trim());
    expect(sums).toEqual([
      'Subtotal$39.00',
      'Discount-$3.90',
      'Tax$6.67',
      'Total$41.77',
      'From credit-$1.77',
      'Paid$40.00',
      'Refunded-$10.00',
    ]);
    expect(page.text).toMatch(/not enough money on the account[\s\S]*Requested by customer[\s\S]*Open[\s\S]*asks about this payment/);
  });

  it('leads from a line to the conversations behind it', async () => {
    const page = await PageHarness.open(InvoicePage, options);
    await page.answer('GET', 'billing/invoices/in-1', anInvoiceDetail({ id: 'in-1', lines: [anInvoiceLine({ conversations: 412 })] }));
    expect(page.control('412 counted conversations').getAttribute('href')).toBe('/billing/usage?invoiceId=in-1');
  });
});

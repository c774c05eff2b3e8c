import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import type { PlanChange, PreviewChange } from '@orbisvoice/shared-dto';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPreview, aSubscription, someTiers } from '../../../testing/factories';
import { BillingStore } from '../billing.store';
import { ChangeDialog } from './change-dialog';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ChangeDialog],
  providers: [BillingStore],
  template: '<ov-change-dialog [target]="target()" (made)="made.set($event)" (paying)="isPaying.set(true)" />',
})
class Host {
  readonly target = signal<PreviewChange>({ tier: 'professional', interval: 'month' });
  readonly made = signal<PlanChange | null>(null);
  readonly isPaying = signal(false);
}

describe('change dialog', () => {
  const PREVIEW = 'billing/subscription/preview';
  const CHANGE = 'billing/subscription';

  async function open(preview = aPreview()) {
    const page = await PageHarness.open(Host);
    // the plans come with the first use of the store
    for (const request of page.requests('GET', 'billing/tiers')) request.flush(someTiers());
    expect(page.text).toContain('Asking the payment provider for the exact amount');
    const { request } = await page.answer('POST', PREVIEW, preview);
    expect(request.body).toEqual({ tier: 'professional', interval: 'month' });
    return page;
  }

  it('shows every line, tax, what is due today and what comes then, and says how it is reckoned', async () => {
    const page = await open(aPreview({ discount: 100, creditApplied: 200, creditLeft: 300 }));
    for (const text of [
      'Unused time on Starter after 16 May 2026',
      '-$14.97',
      'Remaining time on Professional',
      '$51.10',
      'Discount-$1.00',
      'Tax$6.87',
      'From your credit-$2.00',
      'Due today$43.00',
      '$117.81 on 1 Jun 2026, and every month after',
      '$3.00 stays as credit',
      'counted to the second',
      '1,000 → 10,000',
    ])
      expect(page.text).toContain(text);
    expect(page.find('ov-dialog').textContent).not.toContain('more than the');
  });

  it('does not speak of unused parts while a trial runs: nothing is paid, and the trial goes on', async () => {
    const page = await open(aPreview({ trialEndsAt: '2026-06-01T12:00:00.000Z', amountDue: 0 }));
    expect(page.text).toContain('Professional begins now and your trial goes on. Nothing is charged before 1 Jun 2026.');
    expect(page.text).not.toContain('counted to the second');
    expect(page.control('Switch now')).toBeTruthy();
  });

  it('charges exactly what is shown: the button names it, the token goes along', async () => {
    const page = await open();
    await page.click('Pay $43.00 now');
    const subscription = aSubscription({ tier: 'professional' });
    const { request } = await page.answer('POST', CHANGE, { outcome: 'changed', url: null, subscription });
    expect(request.body).toEqual({ tier: 'professional', interval: 'month', previewToken: 'token-1' });
    expect(page.page.made()?.outcome).toBe('changed');
  });

  it('sends a double click once', async () => {
    const page = await open();
    const button = page.control('Pay $43.00 now');
    button.click();
    button.click();
    await page.settle();
    expect(page.requests('POST', CHANGE)).toHaveLength(1);
  });

  it('names the date of a downgrade and warns of use above the new limit', async () => {
    const page = await open(
      aPreview({
        kind: 'downgrade',
        from: { tier: 'enterprise', interval: 'month', price: 49_900 },
        effectiveAt: '2026-06-01T00:00:00.000Z',
        amountDue: 9_900,
        limits: { from: 100_000, to: 10_000, used: 12_345 },
      }),
    );
    expect(page.control('Switch on 1 Jun 2026')).toBeTruthy();
    expect(page.text).toContain('Due on 1 Jun 2026');
    expect(page.text).toContain('You have used 12,345 conversations this period, more than the 10,000');
  });

  it('says when a trial costs nothing', async () => {
    const page = await open(aPreview({ kind: 'checkout', from: null, amountDue: 0, trialEndsAt: '2026-05-30T00:00:00.000Z' }));
    expect(page.text).toContain('Nothing is charged before 30 May 2026');
    expect(page.control('Start the free trial')).toBeTruthy();
  });

  it('looks again when the amounts have changed, says what did, and charges nothing meanwhile', async () => {
    const page = await open();
    await page.click('Pay $43.00 now');
    await page.refuse('POST', CHANGE, aProblem('billing.preview_stale', 409));
    await page.answer('POST', PREVIEW, aPreview({ amountDue: 4_250, token: 'token-2' }));
    expect(page.text).toContain('The amounts have changed since you looked');
    expect(page.text).toContain('Due: $43.00 → $42.50');
    await page.click('Pay $42.50 now');
    expect(page.request('POST', CHANGE).request.body).toMatchObject({ previewToken: 'token-2' });
  });

  it('asks again instead of sending a token that has run out', async () => {
    const page = await open(aPreview({ expiresAt: '2000-01-01T00:00:00.000Z' }));
    await page.click('Pay $43.00 now');
    expect(page.requests('POST', CHANGE)).toEqual([]);
    await page.answer('POST', PREVIEW, aPreview());
    expect(page.text).toContain('they are the same');
  });

  it('leads to the hosted page when the payment is not done, in a tab of its own', async () => {
    const page = await open();
    await page.click('Pay $43.00 now');
    const pendingChange = {
      tier: 'professional',
      interval: 'month',
      expiresAt: '2026-05-17T10:00:00.000Z',
      amountDue: 4_300,
      payUrl: null,
    } as const;
    const subscription = aSubscription({ pendingChange });
    await page.answer('POST', CHANGE, { outcome: 'payment_required', url: 'https://pay.example/p', subscription });
    expect(page.text).toContain('One step left: your payment');
    const link = page.control('Pay $43.00');
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      'https://pay.example/p',
      '_blank',
      'noopener noreferrer',
    ]);
    link.dispatchEvent(new MouseEvent('click'));
    expect(page.page.isPaying()).toBe(true);
  });

  it('explains a refusal and keeps what was shown', async () => {
    const page = await open();
    await page.click('Pay $43.00 now');
    await page.refuse('POST', CHANGE, aProblem('stripe_unavailable', 503));
    expect(page.find('[role="alert"]').textContent).toContain('Nothing was charged');
    expect(page.control('Pay $43.00 now')).toBeTruthy();
  });

  it('tries again after a preview that failed', async () => {
    const page = await PageHarness.open(Host);
    await page.refuse('POST', PREVIEW, aProblem('billing.change_not_possible', 409));
    expect(page.text).toContain('This change is not possible at the moment.');
    expect(() => page.control(/^Pay/)).toThrow();
    await page.click('Try again');
    await page.answer('POST', PREVIEW, aPreview());
    expect(page.control('Pay $43.00 now')).toBeTruthy();
  });
});

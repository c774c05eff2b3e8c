import { TestBed } from '@angular/core/testing';
import type { EmailPreferences } from '@orbisvoice/shared-dto';
import { EMAIL_CATEGORIES, OPTIONAL_EMAIL_CATEGORIES, type EmailCategory } from '@orbisvoice/shared-dto/values';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { describePageStates } from '../../../testing/page-states';
import { EmailPreferencesCard } from './email-preferences-card';

const PATH = 'email/preferences';

function categories(off: readonly EmailCategory[] = []) {
  return EMAIL_CATEGORIES.map((category) => ({
    category,
    isOptional: OPTIONAL_EMAIL_CATEGORIES.some((one) => one === category),
    isEnabled: !off.includes(category),
    changedAt: off.includes(category) ? '2026-05-01T10:00:00.000Z' : null,
    source: off.includes(category) ? ('one_click' as const) : null,
  }));
}
const mine = (...off: EmailCategory[]): EmailPreferences => ({
  recipients: [{ recipient: 'self', address: 'ada@example.com', categories: categories(off) }],
});

describe('e-mail preferences', () => {
  describePageStates(EmailPreferencesCard, PATH);

  async function open(preferences = mine()) {
    const page = await PageHarness.open(EmailPreferencesCard);
    await page.answer('GET', PATH, preferences);
    return page;
  }
  const isOn = (page: PageHarness<EmailPreferencesCard>, name: string) => page.control(name).getAttribute('aria-checked');

  it('explains every kind of mail, and why some are no matter of choice', async () => {
    const page = await open();
    expect(page.text).toContain('To ada@example.com');
    expect(page.element.querySelectorAll('[role="switch"]')).toHaveLength(OPTIONAL_EMAIL_CATEGORIES.length);
    expect(page.text.match(/Always on/g)).toHaveLength(3);
    expect(page.text).toContain('They are how you learn that somebody else uses your account.');
    const control = page.control('Referrals');
    const hint = page.element.querySelector(`#${control.getAttribute('aria-describedby')}`);
    expect(hint?.textContent).toContain('companies you recommended');
    expect(page.element.querySelector('li')?.textContent).toContain('Usage warnings at 80 %');
  });

  it('says where a choice was made that one does not remember', async () => {
    const page = await open(mine('lifecycle'));
    expect(isOn(page, 'Getting started and tips')).toBe('false');
    expect(page.text).toContain('Turned off by the unsubscribe button of a mail program');
  });

  it('switches at once, says so, and takes it back', async () => {
    const page = await open();
    await page.click('Referrals');
    expect(isOn(page, 'Referrals')).toBe('false');
    const first = await page.answer('PUT', PATH, mine('referral'));
    expect(first.request.body).toEqual({ recipient: 'self', choices: [{ category: 'referral', isEnabled: false }] });
    expect(isOn(page, 'Referrals')).toBe('false');
    const [toast] = TestBed.inject(ToastService).toasts();
    expect(toast?.text).toContain('no such mail comes any more');
    toast?.undo?.();
    await page.settle();
    expect(isOn(page, 'Referrals')).toBe('true');
    const second = await page.answer('PUT', PATH, mine());
    expect(second.request.body).toEqual({ recipient: 'self', choices: [{ category: 'referral', isEnabled: true }] });
  });

  it('moves back what was refused, says why, and tries again', async () => {
    const page = await open();
    await page.click('Referrals');
    await page.refuse('PUT', PATH, aProblem('service.unavailable', 503));
    expect(isOn(page, 'Referrals')).toBe('true');
    expect(page.find('[role="alert"]').textContent).toContain('Not saved.');
    document.body.append(page.element);
    await page.click('Try again: Referrals');
    expect(page.has('[role="alert"]')).toBe(false);
    expect(document.activeElement).toBe(page.control('Referrals'));
    await page.answer('PUT', PATH, mine('referral'));
    expect(isOn(page, 'Referrals')).toBe('false');
  });

  it('writes one choice after the other, so that no answer puts back an older one', async () => {
    const page = await open();
    await page.click('Referrals');
    await page.click('Scheduled reports');
    expect([isOn(page, 'Referrals'), isOn(page, 'Scheduled reports')]).toEqual(['false', 'false']);
    // the second waits for the first
    await page.answer('PUT', PATH, mine('referral'));
    expect(isOn(page, 'Scheduled reports')).toBe('false');
    await page.answer('PUT', PATH, mine('referral', 'reports'));
    expect([isOn(page, 'Referrals'), isOn(page, 'Scheduled reports')]).toEqual(['false', 'false']);
    page.verify();
  });

  it('shows the last of several moves of one switch, whatever becomes of those before', async () => {
    const page = await open();
    for (let move = 0; move < 3; move++) await page.click('Referrals');
    await page.answer('PUT', PATH, mine('referral'));
    expect(isOn(page, 'Referrals')).toBe('false');
    await page.refuse('PUT', PATH, aProblem('service.unavailable', 503));
    expect([isOn(page, 'Referrals'), page.has('[role="alert"]')]).toEqual(['false', false]);
    await page.answer('PUT', PATH, mine('referral'));
    expect([isOn(page, 'Referrals'), page.has('[role="alert"]')]).toEqual(['false', false]);
    page.verify();
  });

  it('keeps the billing address apart', async () => {
    const [self] = mine().recipients;
    const billing = { recipient: 'billing' as const, address: 'books@example.com', categories: categories(['usage_80']) };
    const page = await open({ recipients: [...(self ? [self] : []), billing] });
    expect(page.text).toContain('To the billing address books@example.com');
    const warnings = Array.from(page.element.querySelectorAll<HTMLElement>('[role="switch"][aria-label^="Usage warnings"]'));
    expect(warnings.map((one) => one.getAttribute('aria-checked'))).toEqual(['true', 'false']);
    warnings[1]?.click();
    await page.settle();
    expect(page.request('PUT', PATH).request.body).toEqual({ recipient: 'billing', choices: [{ category: 'usage_80', isEnabled: true }] });
  });
});

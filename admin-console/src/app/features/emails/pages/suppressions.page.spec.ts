import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aSuppression, aSuppressionPage } from '../../../testing/email-fixtures';
import { SuppressionsPage } from './suppressions.page';

const PATH = 'admin/email-suppressions';
const ID = aSuppression().id;

describe('SuppressionsPage', () => {
  const open = (query = '') =>
    PageHarness.open(SuppressionsPage, { path: 'emails/suppressions', url: `/emails/suppressions${query}`, me: { isAdmin: true } });
  const toasts = () => TestBed.inject(ToastService).toasts();

  it('asks for what the address says', async () => {
    const view = await open('?address=ada@example.com&page=2');
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      page: '2',
      pageSize: '50',
      address: 'ada@example.com',
    });
  });

  it('shows who, why, since when, and the way to the mail', async () => {
    const view = await open();
    const byHand = aSuppression({
      id: 's2',
      address: null,
      scope: 'optional',
      reason: 'manual',
      source: 'staff',
      actorName: 'Sol Winter',
      messageId: null,
      expiresAt: '2026-04-04T10:00:00.000Z',
    });
    await view.answer('GET', PATH, aSuppressionPage([aSuppression(), byHand]));
    const [first, second] = [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(first).toMatch(/a•••@northwind\.example.*Mailbox is gone.*told by SendGrid.*The mail.*Every mail.*550 5\.1\.1 unknown/);
    expect(second).toMatch(/Erased; only its fingerprint is left.*By staff.*by Sol Winter.*Optional mails.*until 4 Apr 2026/);
    expect(view.control('The mail').getAttribute('href')).toBe(`/emails/log/${aSuppression().messageId}`);
  });

  it('adds an address with a reason, after what is missing was said', async () => {
    const view = await open();
    await view.answer('GET', PATH, aSuppressionPage([]));
    await view.click('Add an address…');
    await view.submit();
    expect(view.requests('POST', PATH)).toEqual([]);
    expect(view.find<HTMLInputElement>('[name="email"]').getAttribute('aria-invalid')).toBe('true');
    await view.type('email', 'ada@example.com');
    await view.type('scope', 'optional');
    await view.type('reason', 'asked by letter');
    await view.submit();
    await view.refuse('POST', PATH, aProblem('email.already_suppressed', 409));
    expect(view.find('dialog [role="alert"]').textContent).toContain('on the suppression list already');
    await view.submit();
    const added = await view.answer('POST', PATH, aSuppression({ address: 'a•••@example.com' }));
    expect(added.request.body).toEqual({ email: 'ada@example.com', scope: 'optional', reason: 'asked by letter' });
    await view.answer('GET', PATH, aSuppressionPage());
    expect(view.has('dialog')).toBe(false);
    expect(toasts().at(-1)?.text).toContain('a•••@example.com');
  });

  it('lifts one with a reason, and puts it back', async () => {
    const view = await open();
    await view.answer('GET', PATH, aSuppressionPage());
    await view.click('Lift the suppression of a•••@northwind.example');
    expect(view.find('dialog h2').textContent).toBe('Lift the suppression of a•••@northwind.example');
    await view.type('reason', 'mailbox is back');
    await view.submit();
    const lifted = await view.answer('DELETE', `${PATH}/${ID}`, null);
    expect(lifted.request.body).toEqual({ reason: 'mailbox is back' });
    await view.answer('GET', PATH, aSuppressionPage([]));
    expect(view.text).toContain('No address is suppressed');
    toasts().at(-1)?.undo?.();
    await view.answer('POST', `${PATH}/${ID}/restore`, null);
    await view.answer('GET', PATH, aSuppressionPage());
    expect(view.text).toContain('a•••@northwind.example');
    expect(toasts().at(-1)?.text).toBe('The suppression is back.');
  });

  it('says so when putting back is refused', async () => {
    const view = await open();
    await view.answer('GET', PATH, aSuppressionPage());
    await view.click('Lift the suppression of a•••@northwind.example');
    await view.type('reason', 'mailbox is back');
    await view.submit();
    await view.answer('DELETE', `${PATH}/${ID}`, null);
    toasts().at(-1)?.undo?.();
    await view.refuse('POST', `${PATH}/${ID}/restore`, aProblem('email.suppression_not_found', 404));
    expect(toasts().at(-1)).toMatchObject({ tone: 'danger' });
  });

  it('tells empty, not found, beyond the end, failed and refused apart', async () => {
    const view = await open('?page=3');
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, aSuppressionPage([], { page: 3, total: 4 }));
    await view.click('Go to the first page');
    await view.answer('GET', PATH, aSuppressionPage());
    await view.type('ov-search input', 'bob@example.com');
    view.find('ov-search input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await view.settle();
    await view.answer('GET', PATH, aSuppressionPage([]));
    expect(view.text).toContain('This address is not suppressed');
    view.find('ov-empty button').click();
    expect(document.activeElement).toBe(view.find('ov-search input'));
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

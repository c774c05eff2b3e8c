import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import LogInPage from './log-in.page';

describe('log-in page', () => {
  const open = (query = '') => PageHarness.open(LogInPage, { url: `/page${query}`, role: null });

  async function fill(page: PageHarness<LogInPage>): Promise<void> {
    await page.type('email', 'ada@example.com');
    await page.type('password', 'a long pass phrase');
    await page.submit();
  }

  it('logs in and goes on where the person wanted to go', async () => {
    const page = await open('?returnTo=%2Fagents%3Fpage%3D2');
    await fill(page);
    const call = await page.answer('POST', 'auth/login', aSession());
    expect(call.request.body).toEqual({ email: 'ada@example.com', password: 'a long pass phrase' });
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(true);
    expect(TestBed.inject(Router).url).toBe('/agents?page=2');
  });

  it('never leaves the site on return', async () => {
    const page = await open('?returnTo=%2F%2Fevil.example');
    await fill(page);
    await page.answer('POST', 'auth/login', aSession());
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it.each([
    ['auth.invalid_credentials', 401, 'is wrong'],
    ['auth.email_unverified', 403, 'sent you the link again'],
    ['auth.busy', 503, 'Wait a few seconds'],
  ] as const)('explains %s', async (code, status, text) => {
    const page = await open();
    await fill(page);
    await page.refuse('POST', 'auth/login', aProblem(code, status));
    expect(page.find('[role="alert"]').textContent).toContain(text);
  });

  it('asks for what is missing before it sends', async () => {
    const page = await open();
    await page.submit();
    expect(page.text).toContain('Please fill this in.');
    page.verify();
  });

  it('tells why one is here again', async () => {
    expect((await open('?ended=1')).text).toContain('Your session has ended');
  });

  it('shows the password on request', async () => {
    const page = await open();
    await page.click('Show');
    expect(page.find('input[name="password"]').getAttribute('type')).toBe('text');
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import AcceptInvitationPage from './accept-invitation.page';
import CheckMailPage from './check-mail.page';
import ForgotPasswordPage from './forgot-password.page';
import ResetPasswordPage from './reset-password.page';
import SignUpPage from './sign-up.page';
import VerifyEmailPage from './verify-email.page';

const TOKEN = 'token-of-at-least-twenty-characters';
const url = (): string => TestBed.inject(Router).url;

describe('sign-up page', () => {
  async function fill(page: PageHarness<SignUpPage>, password = 'a long pass phrase'): Promise<void> {
    await page.type('name', 'Ada');
    await page.type('company', 'Engines');
    await page.type('email', 'ada@example.com');
    await page.type('password', password);
    await page.submit();
  }

  const textOf = (blob = new Blob()): Promise<string> =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
      reader.readAsText(blob);
    });
  const sent = jest.fn<boolean, [string, Blob]>(() => true);
  beforeEach(() => {
    sent.mockClear();
    Object.assign(navigator, { sendBeacon: sent });
  });

  it('reports a visit with a code once, and its channel again with the sign-up', async () => {
    const page = await PageHarness.open(SignUpPage, { url: '/page?ref=engine42&utm_source=Spring%20Fair', role: null });
    const text = await textOf(sent.mock.calls[0]?.[1]);
    expect([sent.mock.calls.length, sent.mock.calls[0]?.[0], JSON.parse(text)]).toEqual([
      1,
      '/api/referrals/visits',
      { code: 'ENGINE42', channel: 'spring-fair' },
    ]);
    await fill(page);
    const { request } = await page.answer('POST', 'auth/signup', { status: 'verification_sent' });
    expect(request.body).toMatchObject({ referralCode: 'ENGINE42', referralChannel: 'spring-fair' });
  });

  it('reports nothing without a code', async () => {
    const page = await PageHarness.open(SignUpPage, { url: '/page?utm_source=fair', role: null });
    expect(sent).not.toHaveBeenCalled();
    await fill(page);
    const { request } = await page.answer('POST', 'auth/signup', { status: 'verification_sent' });
    expect(request.body.referralChannel).toBeUndefined();
  });

  it('sends name, company, zone and referral code, then points to the mailbox', async () => {
    const page = await PageHarness.open(SignUpPage, { url: '/page?ref=engine42', role: null });
    expect(page.text).toContain('ENGINE42');
    await fill(page);
    const { request } = await page.answer('POST', 'auth/signup', { status: 'verification_sent' });
    expect(request.body).toMatchObject({ name: 'Ada', company: 'Engines', email: 'ada@example.com', referralCode: 'ENGINE42' });
    expect(request.body.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(url()).toBe('/check-your-mail');
  });

  it('refuses a short password itself and shows what the API finds wrong at the field', async () => {
    const page = await PageHarness.open(SignUpPage, { role: null });
    await fill(page, 'short');
    expect(page.text).toContain('Use at least 12 characters.');
    await fill(page);
    const fields = [{ path: 'password', rule: 'compromised', message: 'is known from a breach' }];
    await page.refuse('POST', 'auth/signup', aProblem('auth.password_compromised', 422, { fields }));
    const field = page.find('input[name="password"]');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(page.text).toContain('Is known from a breach.');
  });
});

describe('check-your-mail page', () => {
  it('has the way to log-in', async () => {
    const page = await PageHarness.open(CheckMailPage, { role: null });
    expect(page.text).toContain('We have sent you a link');
    expect(page.control('Log in').getAttribute('href')).toBe('/log-in');
  });
});

describe('verify-email page', () => {
  it('confirms, logs in and goes on', async () => {
    const page = await PageHarness.open(VerifyEmailPage, { url: `/page?token=${TOKEN}`, role: null });
    const { request } = await page.answer('POST', 'auth/verify-email', aSession());
    expect(request.body).toEqual({ token: TOKEN });
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(true);
    expect(url()).toBe('/');
  });

  it('says that a dead link is dead and how to get a new one', async () => {
    const page = await PageHarness.open(VerifyEmailPage, { url: `/page?token=${TOKEN}`, role: null });
    await page.refuse('POST', 'auth/verify-email', aProblem('auth.token_invalid', 400));
    expect(page.text).toContain('expired or was already used');
    expect(page.text).toContain('Log in with your password and we send you a new link');
  });
});

describe('forgot-password page', () => {
  it('answers the same for every address', async () => {
    const page = await PageHarness.open(ForgotPasswordPage, { role: null });
    await page.type('email', 'who@example.com');
    await page.submit();
    await page.answer('POST', 'auth/password/forgot', {});
    expect(page.text).toContain('If there is an account for who@example.com');
  });
});

describe('reset-password page', () => {
  it('sets the password and leads to log-in', async () => {
    const page = await PageHarness.open(ResetPasswordPage, { url: `/page?token=${TOKEN}`, role: null });
    await page.type('password', 'a long pass phrase');
    await page.submit();
    const { request } = await page.answer('POST', 'auth/password/reset', null);
    expect(request.body).toEqual({ token: TOKEN, password: 'a long pass phrase' });
    expect(url()).toBe('/log-in?changed=1');
  });

  it('offers a new link when the old one is dead or missing', async () => {
    const page = await PageHarness.open(ResetPasswordPage, { url: `/page?token=${TOKEN}`, role: null });
    await page.type('password', 'a long pass phrase');
    await page.submit();
    await page.refuse('POST', 'auth/password/reset', aProblem('auth.token_invalid', 400));
    expect(page.control('Ask for a new link').getAttribute('href')).toBe('/forgot-password');
  });

  it('has no form without a token', async () => {
    const page = await PageHarness.open(ResetPasswordPage, { role: null });
    expect(page.has('form')).toBe(false);
    expect(page.text).toContain('lacks its token');
  });
});

describe('accept-invitation page', () => {
  it('joins and is in', async () => {
    const page = await PageHarness.open(AcceptInvitationPage, { url: `/page?token=${TOKEN}`, role: null });
    await page.type('name', 'Grace');
    await page.type('password', 'a long pass phrase');
    await page.submit();
    const { request } = await page.answer('POST', 'team/invitations/accept', aSession('member'));
    expect(request.body).toEqual({ token: TOKEN, name: 'Grace', password: 'a long pass phrase' });
    expect(url()).toBe('/');
  });

  it('says when the invitation is over', async () => {
    const page = await PageHarness.open(AcceptInvitationPage, { url: `/page?token=${TOKEN}`, role: null });
    await page.type('name', 'Grace');
    await page.type('password', 'a long pass phrase');
    await page.submit();
    await page.refuse('POST', 'team/invitations/accept', aProblem('team.invitation_invalid', 410));
    expect(page.text).toContain('expired or was withdrawn');
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { anImpersonatedSession, aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import ImpersonatePage from './impersonate.page';

describe('ImpersonatePage', () => {
  const open = (url: string) => PageHarness.open(ImpersonatePage, { path: 'impersonate', url, role: null });

  it('exchanges the code behind the # and goes into the workspace', async () => {
    const page = await open('/impersonate#code=the-code');
    expect(page.text).toContain('Opening the workspace');
    const sent = await page.answer('POST', 'auth/impersonation', anImpersonatedSession());
    expect(sent.request.body).toEqual({ code: 'the-code' });
    expect(TestBed.inject(SessionStore).impersonation()?.staffName).toBe('Sam Staff');
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('says that a code works once, and leaves the session of this browser alone', async () => {
    const page = await open('/impersonate#code=spent');
    await page.refuse('POST', 'auth/impersonation', aProblem('auth.token_invalid', 400));
    expect(page.text).toContain('This way in did not work');
    expect(page.text).toContain('Start again from the console');
    expect(TestBed.inject(SessionStore).impersonation()).toBeNull();
  });

  it('says when it is over, and asks nothing', async () => {
    const page = await open('/impersonate?over=1');
    expect(page.text).toContain('You are yourself again');
    page.verify();
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { aProblem, aSession, PageHarness } from '@orbisvoice/shared-ui/testing';
import { LogInPage } from './log-in.page';

describe('LogInPage', () => {
  const open = (query = '') =>
    PageHarness.open(LogInPage, {
      path: 'log-in',
      url: `/log-in${query}`,
      role: null,
    });
  const url = () => TestBed.inject(Router).url;
  const send = async (view: PageHarness<LogInPage>) => {
    await view.type('email', 'sam@orbisvoice.example');
    await view.type('password', 'correct horse battery');
    await view.submit();
  };

  it('lets staff in, to where they wanted to go', async () => {
    const view = await open('?returnTo=%2Faudit%3Faction%3Dagent.created');
    await send(view);
    const login = await view.answer('POST', 'auth/login', aSession('owner', { isAdmin: true }));
    expect(login.request.body).toEqual({ email: 'sam@orbisvoice.example', password: 'correct horse battery' });
    expect(url()).toBe('/audit?action=agent.created');
  });

  it('never leaves the console by the address', async () => {
    const view = await open('?returnTo=%2F%2Fevil.example');
    await send(view);
    await view.answer('POST', 'auth/login', aSession('owner', { isAdmin: true }));
    expect(url()).toBe('/');
  });

  it('shows an account that is not staff’s the door and ends its session', async () => {
    const view = await open();
    await send(view);
    await view.answer('POST', 'auth/login', aSession());
    await view.answer('POST', 'auth/logout', null);
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(false);
    expect(url()).toBe('/denied');
  });

  it('sends nothing while something is missing', async () => {
    const view = await open();
    await view.submit();
    expect(view.text).toContain('Please fill this in.');
    view.verify();
  });

  it('says why it was refused', async () => {
    const view = await open();
    await send(view);
    await view.refuse('POST', 'auth/login', aProblem('auth.invalid_credentials', 401));
    expect(view.find('[role="alert"]').textContent).toContain('The e-mail address or the password is wrong.');
    expect(url()).toBe('/log-in');
  });

  it('tells people whose session ended what happened', async () => {
    const view = await open('?ended=1');
    expect(view.text).toContain('Your session has ended.');
  });
});

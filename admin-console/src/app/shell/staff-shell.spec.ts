import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { DeniedPage } from './denied.page';
import { NotFoundPage } from './not-found.page';
import { StaffShell } from './staff-shell';

describe('StaffShell', () => {
  const open = () => PageHarness.open(StaffShell, { path: '', url: '/', me: { isAdmin: true, name: 'Sam Keller' } });

  it('says that this is the staff console, and where one is', async () => {
    const view = await open();
    expect(view.find('header').textContent).toContain('Staff console');
    expect(view.find('[aria-current="page"]').textContent?.trim()).toBe('Overview');
  });

  it('skips to the content', async () => {
    const view = await open();
    await view.click('Skip to content');
    expect(document.activeElement?.id).toBe('main');
  });

  it('logs out, also when the server does not answer', async () => {
    const view = await open();
    await view.click(/^Account.*Sam Keller$/);
    await view.click('Log out');
    view.request('POST', 'auth/logout').error(new ProgressEvent('error'));
    await view.settle();
    await view.settle();
    expect(TestBed.inject(Router).url).toBe('/log-in');
  });

  it('leaves the screen when another tab logged out', async () => {
    const view = await open();
    TestBed.inject(SessionStore).forget();
    await view.settle();
    await view.settle();
    expect(TestBed.inject(Router).url).toBe('/log-in');
  });

  it('shows the keys and lets them be switched off', async () => {
    const view = await open();
    await view.click('Keyboard shortcuts');
    expect(view.find('dialog').textContent).toContain('Go to Overview');
    view.find('[role="switch"]').click();
    await view.settle();
    expect(view.find('[role="switch"]').getAttribute('aria-checked')).toBe('false');
    view.find('[role="switch"]').click();
  });
});

describe('DeniedPage', () => {
  it('ends the console session of somebody who is not staff, and leaves staff alone', async () => {
    const view = await PageHarness.open(DeniedPage, { path: 'denied', url: '/denied' });
    await view.answer('POST', 'auth/logout', null);
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(false);
    expect(view.find('h1').textContent).toBe('This account does not belong to staff');
    TestBed.resetTestingModule();
    const staff = await PageHarness.open(DeniedPage, { path: 'denied', url: '/denied', me: { isAdmin: true } });
    staff.verify();
  });
});

describe('NotFoundPage', () => {
  it('leads home', async () => {
    const view = await PageHarness.open(NotFoundPage, { path: 'x', url: '/x' });
    expect(view.control('Go to the overview').getAttribute('href')).toBe('/');
  });
});

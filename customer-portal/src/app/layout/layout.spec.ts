import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ShortcutService } from '@orbisvoice/shared-ui/core';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import DeniedPage from './denied.page';
import NotFoundPage from './not-found.page';
import PortalShell from './portal-shell';

describe('portal shell', () => {
  const links = (page: PageHarness<PortalShell>): (string | null)[] =>
    Array.from(page.element.querySelectorAll('.ov-nav-link'), (link) => link.getAttribute('href'));

  it('shows only what the role may open', async () => {
    const owner = await PageHarness.open(PortalShell);
    expect(links(owner)).toEqual([
      '/',
      '/agents',
      '/conversations',
      '/analytics',
      '/exports',
      '/billing',
      '/team',
      '/api-keys',
      '/webhooks',
      '/audit',
      '/referrals',
    ]);
    TestBed.resetTestingModule();
    const member = await PageHarness.open(PortalShell, { role: 'member' });
    expect(links(member)).not.toContain('/api-keys');
    expect(links(member)).not.toContain('/webhooks');
  });

  it('says on every page that the workspace is suspended, why and whom to write to', async () => {
    const page = await PageHarness.open(PortalShell);
    expect(page.find('ov-suspension-notice').textContent?.trim()).toBe('');
    TestBed.resetTestingModule();
    const { tenant } = aSession().me;
    const suspension = { reason: 'Calls nobody asked for.', since: '2026-05-04T22:30:00.000Z', contact: 'support@example.com' };
    const stopped = await PageHarness.open(PortalShell, { me: { tenant: { ...tenant, status: 'suspended', suspension } } });
    // the day by the workspace's own clock, Europe/Berlin
    for (const text of ['This workspace is suspended', 'Since 5 May 2026', 'Calls nobody asked for.']) expect(stopped.text).toContain(text);
    expect(stopped.control('support@example.com').getAttribute('href')).toBe('mailto:support@example.com');
  });

  it('has a skip link that moves the focus into the page', async () => {
    const page = await PageHarness.open(PortalShell);
    document.body.append(page.element);
    await page.click('Skip to content');
    expect(document.activeElement?.id).toBe('main');
  });

  it('goes places by shortcut', async () => {
    const page = await PageHarness.open(PortalShell);
    TestBed.inject(ShortcutService)
      .shortcuts()
      .find(({ keys }) => keys === 'g b')
      ?.run();
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/billing');
  });

  it('goes to the exports by g x, where there are any, and says so in the help', async () => {
    const page = await PageHarness.open(PortalShell);
    const shortcut = () =>
      TestBed.inject(ShortcutService)
        .shortcuts()
        .find(({ keys }) => keys === 'g x');
    TestBed.inject(ShortcutService).isHelpOpen.set(true);
    await page.settle();
    expect(page.find('ov-shortcut-help').textContent).toContain('Go to Exports');
    shortcut()?.run();
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/exports');
    TestBed.resetTestingModule();
    await PageHarness.open(PortalShell, { role: 'member' });
    expect(shortcut()).toBeUndefined();
  });

  it('opens the drawer on phones and closes it with Escape', async () => {
    const page = await PageHarness.open(PortalShell);
    await page.click('Open menu');
    const shell = page.find('ov-shell');
    expect(shell.dataset['drawer']).toBe('open');
    shell.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await page.settle();
    expect(shell.dataset['drawer']).toBeUndefined();
  });

  it('logs out, and says when the server did not hear it', async () => {
    const page = await PageHarness.open(PortalShell);
    await page.click(/^Account menu/);
    await page.click('Log out');
    await page.refuse('POST', 'auth/logout', aProblem('service.unavailable', 503));
    expect(TestBed.inject(Router).url).toBe('/log-in?unreachable=1');
  });
});

describe('pages of last resort', () => {
  it('tell where one is and lead home', async () => {
    const denied = await PageHarness.open(DeniedPage);
    expect(denied.text).toContain('do not have access');
    expect(denied.control('Go to the dashboard').getAttribute('href')).toBe('/');
    TestBed.resetTestingModule();
    const missing = await PageHarness.open(NotFoundPage);
    expect(missing.text).toContain('does not exist');
  });
});

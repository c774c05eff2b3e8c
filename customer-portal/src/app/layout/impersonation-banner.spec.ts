import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { anImpersonatedSession, aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { ImpersonationBanner } from './impersonation-banner';
import PortalShell from './portal-shell';

/** The session of `anImpersonatedSession` ends then. */
const END = Date.parse('2026-05-04T10:15:00.000Z');

describe('ImpersonationBanner', () => {
  let now = END - 754_000;
  const clock = { provide: Clock, useValue: { now: () => now } };

  /** The frame asks for each person anew whom mail does not reach. */
  async function allReached(page: PageHarness<PortalShell>): Promise<void> {
    const asked = page.requests('GET', 'email/reachability').filter(({ cancelled }) => !cancelled);
    expect(asked).toHaveLength(1);
    asked[0]?.flush({ unreachable: [] });
    await page.settle();
  }

  it('is not there for people who are themselves', async () => {
    const page = await PageHarness.open(ImpersonationBanner, { providers: [clock] });
    expect(page.text).toBe('');
  });

  it('stands in the frame: as whom, what is open, and how long', async () => {
    const page = await PageHarness.open(PortalShell, { providers: [clock] });
    await allReached(page);
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.settle();
    await allReached(page);
    const banner = page.find('section[aria-label="Acting for somebody else"]');
    expect(banner.textContent).toContain('You act as Ada Lovelace of Analytical Engines');
    expect(banner.textContent).toContain('Looking only: nothing can be changed.');
    expect(page.find('[role="timer"]').textContent).toBe('12:34 left');
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession({ mode: 'write' }));
    await page.settle();
    await allReached(page);
    expect(page.text).toContain('Changes are recorded with both names.');
    page.verify();
  });

  it.each(['End', 'Log out'])('ends by %s, and says that it is over even when the server did not hear of it', async (button) => {
    const page = await PageHarness.open(PortalShell, { providers: [clock] });
    await allReached(page);
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.settle();
    await allReached(page);
    if (button === 'Log out') await page.click(/^Account menu/);
    await page.click(button);
    await page.refuse('DELETE', 'auth/impersonation', aProblem('service.unavailable', 503));
    expect(TestBed.inject(Router).url).toBe('/impersonate?over=1');
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(false);
    page.verify();
  });

  it('leaves when the time is up', async () => {
    now = END + 1;
    const page = await PageHarness.open(ImpersonationBanner, { providers: [clock] });
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/impersonate?over=1');
    // else the page for visitors would send whoever wants to log in back into the workspace
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(false);
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { EmailSuppression } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { UnreachableNotice } from './unreachable-notice';

const OWN: EmailSuppression = {
  address: 'ada@example.com',
  whose: 'self',
  name: 'Ada Lovelace',
  scope: 'all',
  reason: 'hard_bounce',
  since: '2026-05-01T10:00:00.000Z',
  until: null,
};

describe('notice of an unreachable address', () => {
  async function open(unreachable: readonly EmailSuppression[], role: Role = 'owner'): Promise<PageHarness<UnreachableNotice>> {
    const page = await PageHarness.open(UnreachableNotice, { role });
    await page.answer('GET', 'email/reachability', { unreachable });
    return page;
  }

  it('says nothing while all is well', async () => {
    expect((await open([])).has('ov-notice')).toBe(false);
  });

  it('says whose mail does not arrive, why, since when, and what to do', async () => {
    const page = await open([OWN]);
    expect(page.text).toContain('We cannot reach ada@example.com');
    expect(page.text).toContain('no such mailbox');
    expect(page.text).toContain('Since 1 May 2026');
    expect(page.text).toContain('ask our support');
    expect(page.control('Invite a working address').getAttribute('href')).toBe('/team');
    expect(page.find('ov-notice').getAttribute('role')).toBe('status');
  });

  it('says an address once that is both one’s own and the one for invoices', async () => {
    const page = await open([OWN, { ...OWN, whose: 'billing', name: null }]);
    expect(page.element.querySelectorAll('ov-notice')).toHaveLength(1);
    expect(page.text).toContain('Your own mail and the invoices');
    expect(page.control('Change the billing address').getAttribute('href')).toBe('/billing/details');
  });

  it('says when we try again', async () => {
    const page = await open([{ ...OWN, whose: 'billing', reason: 'soft_bounces', until: '2026-05-08T10:00:00.000Z' }]);
    expect(page.text).toContain('sent our mail back several times');
    expect(page.text).toContain('We try again on 8 May 2026');
  });

  it('offers nobody what they may not do', async () => {
    const page = await open([OWN], 'member');
    expect(page.text).toContain('We cannot reach ada@example.com');
    expect(page.has('a')).toBe(false);
    TestBed.resetTestingModule();
    const admin = await open([{ ...OWN, whose: 'billing' }], 'admin');
    expect(admin.has('a')).toBe(false);
  });

  it('leaves people alone who only asked for less mail', async () => {
    expect((await open([{ ...OWN, scope: 'optional', reason: 'complaint' }])).has('ov-notice')).toBe(false);
  });

  it('looks again on the next page, until it is mended', async () => {
    const page = await open([OWN]);
    await TestBed.inject(Router).navigateByUrl('/page?tab=2');
    await page.settle();
    await page.answer('GET', 'email/reachability', { unreachable: [] });
    expect(page.has('ov-notice')).toBe(false);
  });

  it('stays quiet when it cannot look', async () => {
    const page = await PageHarness.open(UnreachableNotice);
    await page.refuse('GET', 'email/reachability', aProblem('service.unavailable', 503));
    expect(page.has('ov-notice')).toBe(false);
  });
});

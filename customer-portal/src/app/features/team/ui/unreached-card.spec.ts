import type { EmailSuppression } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { UnreachedCard } from './unreached-card';

const GONE: EmailSuppression = {
  address: 'charles@example.com',
  whose: 'person',
  name: 'Charles Babbage',
  scope: 'all',
  reason: 'hard_bounce',
  since: '2026-05-01T10:00:00.000Z',
  until: null,
};

describe('card of addresses mail does not reach', () => {
  async function open(items: readonly EmailSuppression[], role: Role = 'owner'): Promise<PageHarness<UnreachedCard>> {
    const page = await PageHarness.open(UnreachedCard, { role });
    await page.answer('GET', 'email/suppressions', { items });
    return page;
  }

  it('takes no room while every address is reached', async () => {
    expect((await open([])).has('ov-card')).toBe(false);
  });

  it('says whose address it is, why, since when and what still comes', async () => {
    const page = await open([GONE, { ...GONE, whose: 'billing', name: null, scope: 'optional', reason: 'complaint' }], 'admin');
    expect(page.text).toContain('charles@example.com');
    expect(page.text).toContain('Charles Babbage');
    expect(page.text).toContain('There is no such mailbox');
    expect(page.text).toContain('Invoices of the workspace');
    expect(page.text).toContain('Security, account and billing');
    expect(page.text).toContain('1 May 2026');
  });

  it('says when we write again', async () => {
    const page = await open([{ ...GONE, reason: 'soft_bounces', until: '2026-05-08T10:00:00.000Z' }]);
    expect(page.text).toContain('Again from 8 May 2026');
  });

  it('says that it could not look', async () => {
    const page = await PageHarness.open(UnreachedCard, { role: 'owner' });
    await page.refuse('GET', 'email/suppressions', aProblem('service.unavailable', 503));
    expect(page.has('ov-error')).toBe(true);
  });

  it('asks nothing for those who may not know', async () => {
    const page = await PageHarness.open(UnreachedCard, { role: 'member' });
    expect(page.has('ov-card')).toBe(false);
  });
});

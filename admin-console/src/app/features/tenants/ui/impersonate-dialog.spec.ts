import type { ImpersonationTicket } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenantDetail } from '../../../testing/fixtures';
import { TenantPage } from '../pages/tenant.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;
const REASON = 'They asked why the front desk is silent.';
const NOW = Date.parse('2026-03-04T10:00:00.000Z');
const URL = 'https://portal.example/impersonate#code=abc';
const ticket = (codeExpiresAt: string): ImpersonationTicket => ({
  id: ID,
  url: URL,
  codeExpiresAt,
  expiresAt: '2026-03-04T10:30:00.000Z',
});

describe('ImpersonateDialog', () => {
  const open = async () => {
    const view = await PageHarness.open(TenantPage, {
      path: 'tenants/:id',
      url: `/tenants/${ID}`,
      me: { isAdmin: true },
      providers: [{ provide: Clock, useValue: { now: () => NOW } }],
    });
    await view.answer('GET', PATH, aTenantDetail());
    await view.click('Act as Maya Lindqvist');
    return view;
  };

  it('looks only unless asked otherwise, and wants a reason', async () => {
    const view = await open();
    expect(view.find('ov-dialog').textContent).toContain('Every owner of the tenant is told by mail');
    await view.submit();
    expect(view.requests('POST', `${PATH}/impersonate`)).toEqual([]);
    await view.type('reason', REASON);
    await view.submit();
    const sent = await view.answer('POST', `${PATH}/impersonate`, ticket('2026-03-04T10:01:00.000Z'));
    expect(sent.request.body).toEqual({ userId: aTenantDetail().members[0]?.id, mode: 'read', reason: REASON });
    const way = view.control(/^Open the portal/);
    expect([way.getAttribute('href'), way.getAttribute('target'), way.getAttribute('rel')]).toEqual([URL, '_blank', 'noopener noreferrer']);
    way.addEventListener('click', (event) => event.preventDefault());
    await view.click(/^Open the portal/);
    expect(view.text).toContain('It is open in the other tab.');
    await view.click('Close');
    expect(view.requests('GET', PATH)).toHaveLength(1);
  });

  it('asks to change only when that is chosen', async () => {
    const view = await open();
    view.find<HTMLInputElement>('input[value="write"]').click();
    await view.type('reason', REASON);
    await view.submit();
    expect(view.request('POST', `${PATH}/impersonate`).request.body).toMatchObject({ mode: 'write' });
  });

  it('offers no address that is too old', async () => {
    const view = await open();
    await view.type('reason', REASON);
    await view.submit();
    await view.answer('POST', `${PATH}/impersonate`, ticket('2026-03-04T09:59:59.000Z'));
    expect(view.text).toContain('The minute is over.');
    expect(() => view.control(/^Open the portal/)).toThrow();
  });

  it('says why a colleague cannot be acted as', async () => {
    const view = await open();
    await view.type('reason', REASON);
    await view.submit();
    await view.refuse('POST', `${PATH}/impersonate`, aProblem('admin.user_protected', 409));
    expect(view.text).toContain('This person is staff.');
  });
});

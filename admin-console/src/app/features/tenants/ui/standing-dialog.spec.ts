import type { StandingPreview } from '@orbisvoice/shared-dto';
import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenantDetail } from '../../../testing/fixtures';
import { TenantPage } from '../pages/tenant.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;
const REASON = 'Calls that nobody asked for.';

const aPreview = (over: Partial<StandingPreview> = {}): StandingPreview => ({
  action: 'suspend',
  status: 'active',
  isPossible: true,
  isProtected: false,
  agents: { total: 22, names: ['Reception', 'Night desk'] },
  liveConversations: 1,
  sessions: 3,
  apiKeys: 2,
  reportSchedules: 3,
  unfinishedExports: 2,
  subscription: { tier: 'professional', status: 'active', currentPeriodEnd: '2026-03-15T00:00:00.000Z', endsAtPeriodEnd: false },
  mails: [{ template: 'account-suspended', to: 'maya@northwind.example', name: 'Maya Lindqvist' }],
  ...over,
});

describe('StandingDialog', () => {
  const open = async (over = {}) => {
    const view = await PageHarness.open(TenantPage, { path: 'tenants/:id', url: `/tenants/${ID}`, me: { isAdmin: true } });
    await view.answer('GET', PATH, aTenantDetail(over));
    return view;
  };
  const buttons = (view: PageHarness<TenantPage>): string[] =>
    ['Suspend', 'Ban', 'Reinstate'].filter((name) =>
      [...view.element.querySelectorAll('ov-page-header button')].some((button) => button.textContent?.trim() === name),
    );

  it.each([
    ['active', ['Suspend', 'Ban']],
    ['suspended', ['Ban', 'Reinstate']],
    ['banned', ['Reinstate']],
    ['deleted', []],
  ] as const)('offers for a tenant that is %s: %s', async (status, names) => {
    expect(buttons(await open({ status }))).toEqual(names);
  });

  it('shows what would stop and who is told before anything is sent', async () => {
    const view = await open();
    await view.click('Suspend');
    expect(view.find('ov-dialog').textContent).toContain('Counting what this would stop');
    await view.answer('GET', `${PATH}/suspension-preview`, aPreview());
    for (const text of [
      '22 agents stop answering: Reception, Night desk and 20 more',
      '1 live conversation is ended',
      '3 sessions stay signed in, for reading and paying',
      '2 API keys may read, and no longer write',
      '3 scheduled reports are no longer sent',
      '2 exports in the making are finished, and can be fetched',
      'The subscription (Professional) goes on and is charged as usual',
      'Maya Lindqvist · maya@northwind.example',
    ]) {
      expect(view.text).toContain(text);
    }
    view.verify();
  });

  it('sends the reason, says so and reads the tenant again', async () => {
    const view = await open();
    await view.click('Suspend');
    await view.answer('GET', `${PATH}/suspension-preview`, aPreview());
    await view.submit();
    expect(view.requests('POST', `${PATH}/suspend`)).toEqual([]);
    await view.type('reason', REASON);
    await view.submit();
    const sent = await view.answer('POST', `${PATH}/suspend`, { status: 'suspended', statusReason: REASON, statusSince: null });
    expect(sent.request.body).toEqual({ reason: REASON });
    await view.answer('GET', PATH, aTenantDetail({ status: 'suspended', statusReason: REASON, statusSince: '2026-03-04T10:00:00.000Z' }));
    expect(view.find('oc-tenant-standing').textContent).toContain(REASON);
    expect(TestBed.inject(ToastService).toasts()[0]?.text).toBe('Northwind Dental is suspended');
    expect(view.has('ov-dialog')).toBe(false);
  });

  it('bans only when the name is typed, and says that the subscription ends', async () => {
    const view = await open();
    await view.click('Ban');
    const subscription = { ...aPreview().subscription, endsAtPeriodEnd: true };
    await view.answer('GET', `${PATH}/suspension-preview`, aPreview({ action: 'ban', subscription }));
    expect(view.text).toContain('ends with its paid period on 15 Mar 2026');
    expect(view.text).toContain('3 sessions end: everybody is signed out');
    expect(view.text).toContain('2 exports in the making are finished, but nobody can fetch them');
    await view.type('reason', REASON);
    await view.type('typed', 'Northwind');
    await view.submit();
    expect(view.text).toContain('This is not the name of the tenant.');
    await view.type('typed', 'Northwind Dental');
    await view.submit();
    expect(view.requests('POST', `${PATH}/ban`)).toHaveLength(1);
  });

  it('keeps the reason when somebody was faster, and says so', async () => {
    const view = await open({ status: 'banned', statusReason: REASON, statusSince: '2026-03-04T10:00:00.000Z' });
    expect(view.text).toContain('Banned: nobody of this tenant gets in.');
    await view.click('Reinstate');
    const preview = aPreview({ action: 'reinstate', status: 'banned', agents: { total: 0, names: [] } });
    await view.answer('GET', `${PATH}/suspension-preview`, preview);
    expect(view.text).toContain('No agent is active');
    expect(view.text).toContain('2 API keys work again');
    expect(view.text).toContain('3 scheduled reports are sent again');
    expect(view.text).not.toContain('in the making');
    await view.type('reason', 'They proved who they are.');
    await view.submit();
    await view.refuse('POST', `${PATH}/reinstate`, aProblem('admin.standing_conflict', 409));
    expect(view.text).toContain('Somebody changed this workspace meanwhile.');
    expect(view.find<HTMLTextAreaElement>('textarea').value).toBe('They proved who they are.');
    await view.click('Cancel');
    await view.answer('GET', PATH, aTenantDetail());
    expect(buttons(view)).toEqual(['Suspend', 'Ban']);
  });

  it('does not offer what is not possible', async () => {
    const view = await open();
    await view.click('Suspend');
    await view.answer('GET', `${PATH}/suspension-preview`, aPreview({ isPossible: false, isProtected: true }));
    expect(view.text).toContain('Staff belong to this tenant');
    expect(view.has('form')).toBe(false);
    await view.click('Cancel');
    expect(view.has('ov-dialog')).toBe(false);
    view.verify();
  });

  it('looks at the tenant again when it was in that standing already', async () => {
    const view = await open();
    await view.click('Suspend');
    await view.answer('GET', `${PATH}/suspension-preview`, aPreview({ status: 'suspended', isPossible: false }));
    expect(view.text).toContain('in that standing already');
    await view.click('Cancel');
    await view.answer('GET', PATH, aTenantDetail({ status: 'suspended' }));
    expect(buttons(view)).toEqual(['Ban', 'Reinstate']);
  });
});

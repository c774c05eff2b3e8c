import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anEntry } from '../../../testing/fixtures';
import { aStaffChange, aUserDetail, USER_ID } from '../../../testing/user-fixtures';
import { UserPage } from './user.page';

const PATH = `admin/users/${USER_ID}`;
const REASON = 'They wrote to us from their own address.';

describe('UserPage', () => {
  const open = async (over: Parameters<typeof aUserDetail>[0] = {}, query = '') => {
    const view = await PageHarness.open(UserPage, { path: 'users/:id', url: `/users/${USER_ID}${query}`, me: { isAdmin: true } });
    await view.answer('GET', PATH, aUserDetail(over));
    return view;
  };
  const toast = () => TestBed.inject(ToastService).toasts().at(-1);

  it('says who they are and how they come in', async () => {
    const view = await open({
      brakes: [{ isKnownDevice: false, failures: 7, freeAt: '2026-03-04T10:01:00.000Z', isHolding: true }],
      links: [{ purpose: 'reset_password', createdAt: '2026-03-04T10:00:00.000Z', expiresAt: '2026-03-04T10:15:00.000Z' }],
    });
    for (const text of [
      'maya@northwind.example',
      'Professional',
      '4 successes, 1 failure',
      '7 failures in a row from unknown devices',
      'New password',
      '1 device',
    ]) {
      expect(view.text).toContain(text);
    }
    expect(view.control('Northwind Dental').getAttribute('href')).toBe('/tenants/0195f3c0-0000-7000-8000-000000000100');
  });

  it.each([
    ['Send password reset', {}, 'password-reset', 'The mail is on its way'],
    ['Send verification again', { emailVerifiedAt: null }, 'verification-mail', 'The mail is on its way'],
    [
      'Lift the brakes',
      { brakes: [{ isKnownDevice: false, failures: 7, freeAt: '2026-03-04T10:01:00.000Z', isHolding: true }] },
      'unlock',
      'The brakes are lifted',
    ],
  ] as const)('%s: asks for a reason, does it, and reads again', async (button, over, path, said) => {
    const view = await open({ ...over, brakes: [...('brakes' in over ? over.brakes : [])] });
    await view.click(button);
    await view.submit();
    expect(view.requests('POST', `${PATH}/${path}`)).toEqual([]);
    await view.type('reason', REASON);
    await view.submit();
    const sent = await view.answer('POST', `${PATH}/${path}`, { brakes: 1 });
    expect(sent.request.body).toEqual({ reason: REASON });
    await view.answer('GET', PATH, aUserDetail());
    expect(toast()?.text).toBe(said);
  });

  it('offers no new password to whom it opens nothing, and no verification where there is one', async () => {
    const view = await open({ tenantStatus: 'banned' });
    expect(view.text).not.toContain('Send password reset');
    expect(view.text).not.toContain('Send verification again');
    expect(view.text).not.toContain('Lift the brakes');
  });

  it('ends one session, or all; a refusal stays in the dialog', async () => {
    const view = await open({}, '?tab=sessions');
    await view.click(/^End the session of Firefox on Windows/);
    await view.type('reason', REASON);
    await view.submit();
    await view.refuse('POST', `${PATH}/sessions/revoke`, aProblem('admin.session_not_found', 404));
    expect(view.find('ov-dialog').textContent).toContain('over already');
    await view.click('Cancel');
    await view.click('End all sessions');
    await view.type('reason', REASON);
    await view.submit();
    const sent = await view.answer('POST', `${PATH}/sessions/revoke`, { ended: 1 });
    expect(sent.request.body).toEqual({ reason: REASON });
    await view.answer('GET', PATH, aUserDetail({ sessions: [] }));
    expect(view.text).toContain('Signed in nowhere');
  });

  it('shows the activity of the part that the address says', async () => {
    const view = await open({}, '?tab=activity&part=sign_ins');
    const { request } = view.request('GET', `${PATH}/activity`);
    expect(request.params.get('part')).toBe('sign_ins');
    await view.click('Clear filters');
    await view.answer('GET', `${PATH}/activity`, { items: [anEntry({ action: 'user.login_failed' })], next: null });
    expect(view.text).toContain('Failed to log in');
  });

  it('proposes staff rights, with a way back at once', async () => {
    const view = await open({}, '?tab=access');
    await view.click('Propose as staff');
    await view.type('reason', REASON);
    await view.submit();
    const sent = await view.answer('PUT', `${PATH}/admin`, aStaffChange());
    expect(sent.request.body).toEqual({ isAdmin: true, reason: REASON });
    await view.answer('GET', PATH, aUserDetail({ staffChange: aStaffChange({ confirmRefusal: 'proposer' }) }));
    expect(view.text).toContain('somebody else has to confirm');
    toast()?.undo?.();
    await view.answer('POST', 'admin/staff-changes/c1/withdraw', aStaffChange({ status: 'withdrawn' }));
    await view.answer('GET', PATH, aUserDetail());
    expect(toast()?.text).toBe('The proposal is taken back');
    expect(view.text).toContain('Propose as staff');
  });

  it('offers nothing about oneself, and nothing for whom it cannot be', async () => {
    expect((await open({ isSelf: true, isAdmin: true }, '?tab=access')).text).toContain('colleagues decide about them');
    TestBed.resetTestingModule();
    expect((await open({ emailVerifiedAt: null }, '?tab=access')).text).toContain('Only somebody with a verified address');
  });

  it('tells missing from refused', async () => {
    const view = await PageHarness.open(UserPage, { path: 'users/:id', url: `/users/${USER_ID}`, me: { isAdmin: true } });
    await view.refuse('GET', PATH, aProblem('admin.user_not_found', 404));
    expect(view.text).toContain('There is no such user');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aStaffChange, USER_ID } from '../../../testing/user-fixtures';
import { StaffPage } from './staff.page';

const PATH = 'admin/staff-changes';

describe('StaffPage', () => {
  const open = (query = '') => PageHarness.open(StaffPage, { path: 'users/staff', url: `/users/staff${query}`, me: { isAdmin: true } });
  const page = (items = [aStaffChange()]) => ({ items, next: null });

  it('shows about whom, why, by whom and until when, and the way to the person', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    for (const text of [
      'Make Maya Lindqvist staff',
      'Waits for a second person',
      'Maya joins the support desk.',
      'Proposed by Sam Staff',
      'runs out',
    ]) {
      expect(view.text).toContain(text);
    }
    expect(view.control('Make Maya Lindqvist staff').getAttribute('href')).toBe(`/users/${USER_ID}?tab=access`);
  });

  it('confirms after one more look', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    await view.click('Confirm: Make Maya Lindqvist staff');
    expect(view.find('ov-dialog').textContent).toContain('They may read and change everything');
    await view.submit();
    await view.answer('POST', `${PATH}/c1/confirm`, aStaffChange({ status: 'confirmed' }));
    await view.answer('GET', PATH, page([aStaffChange({ status: 'confirmed', confirmRefusal: 'closed', mayWithdraw: false })]));
    expect(TestBed.inject(ToastService).toasts().at(-1)?.text).toBe('Maya Lindqvist belongs to staff now');
    expect(view.has('button[aria-label^="Confirm"]')).toBe(false);
  });

  it('says why not, and looks again when somebody was faster', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    await view.click('Confirm: Make Maya Lindqvist staff');
    await view.submit();
    await view.refuse('POST', `${PATH}/c1/confirm`, aProblem('admin.staff_change_closed', 409));
    expect(view.find('ov-dialog').textContent).toContain('withdrawn or has run out');
    await view.click('Cancel');
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('No change of staff was proposed yet');
  });

  it('withdraws with a reason', async () => {
    const view = await open('?status=pending');
    await view.answer('GET', PATH, page());
    await view.click('Withdraw: Make Maya Lindqvist staff');
    await view.type('reason', 'It was the wrong person.');
    await view.submit();
    const sent = await view.answer('POST', `${PATH}/c1/withdraw`, aStaffChange({ status: 'withdrawn' }));
    expect(sent.request.body).toEqual({ reason: 'It was the wrong person.' });
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('No change is in this state');
  });

  it.each([
    ['proposer', true, 'You proposed it'],
    ['own', false, 'This is about you'],
  ] as const)('offers no confirmation to the %s', async (confirmRefusal, mayWithdraw, said) => {
    const view = await open();
    await view.answer('GET', PATH, page([aStaffChange({ confirmRefusal, mayWithdraw })]));
    expect(view.text).toContain(said);
    expect(view.has('button[aria-label^="Confirm"]')).toBe(false);
    expect(view.has('button[aria-label^="Withdraw"]')).toBe(mayWithdraw);
  });

  it('tells failed from refused', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

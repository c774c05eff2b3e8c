import { TestBed } from '@angular/core/testing';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import { aMember, aPage, anId } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import TeamPage from './team.page';

describe('team page', () => {
  describePageStates(TeamPage, 'team/members', { role: 'member' });

  const self = aMember({ id: aSession().me.id, name: 'Ada Lovelace', role: 'owner' });
  const invitation = {
    id: anId(),
    email: 'grace@example.com',
    role: 'member' as const,
    expiresAt: '2099-01-01T00:00:00.000Z',
    createdAt: '2026-05-01T00:00:00.000Z',
  };

  async function open(role: 'owner' | 'admin' | 'member' = 'owner', members = [self, aMember()]) {
    const page = await PageHarness.open(TeamPage, { role });
    await page.answer('GET', 'team/members', aPage(members));
    if (role !== 'member') await page.answer('GET', 'team/invitations', aPage([invitation]));
    return page;
  }

  it('lists people and open invitations; nobody can change themselves', async () => {
    const page = await open();
    expect(page.text).toContain('Ada Lovelace (you)');
    expect(page.text).toContain('grace@example.com');
    expect(page.element.querySelectorAll('.role-select')).toHaveLength(1);
  });

  it('changes a role', async () => {
    const member = aMember();
    const page = await open('owner', [self, member]);
    await page.type('.role-select', 'admin');
    const { request } = await page.answer('PATCH', `team/members/${member.id}`, { ...member, role: 'admin' });
    expect(request.body).toEqual({ role: 'admin' });
    expect(TestBed.inject(ToastService).toasts()[0]?.text).toBe('Charles Babbage is now Admin.');
  });

  it('goes back to the truth when a role change is refused', async () => {
    const member = aMember();
    const page = await open('owner', [self, member]);
    await page.type('.role-select', 'admin');
    await page.refuse('PATCH', `team/members/${member.id}`, aProblem('team.last_owner', 409));
    expect(TestBed.inject(ToastService).toasts()[0]?.text).toContain('at least one owner');
    expect(page.request('GET', 'team/members')).toBeTruthy();
  });

  it('lets an admin make nobody an owner, nor touch one', async () => {
    const page = await open('admin', [aMember({ name: 'Boss', role: 'owner' }), aMember()]);
    const options = Array.from(page.find('.role-select').querySelectorAll('option'), (option) => option.value);
    expect(options).toEqual(['admin', 'member']);
    expect(() => page.control('Remove Boss')).toThrow();
  });

  it('removes after asking', async () => {
    const member = aMember();
    const page = await open('owner', [self, member]);
    await page.click('Remove Charles Babbage');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('DELETE', `team/members/${member.id}`, null);
    expect(page.request('GET', 'team/members')).toBeTruthy();
  });

  it('invites by address and role, and shows a refusal in the dialog', async () => {
    const page = await open();
    await page.click('Invite');
    await page.type('email', 'new@example.com');
    await page.type('role', 'admin');
    await page.submit();
    await page.refuse('POST', 'team/invitations', aProblem('team.already_member', 409));
    expect(page.find('dialog').textContent).toContain('already belongs to a workspace');
    await page.submit();
    const { request } = await page.answer('POST', 'team/invitations', invitation);
    expect(request.body).toEqual({ email: 'new@example.com', role: 'admin' });
    expect(page.has('dialog')).toBe(false);
  });

  it('withdraws an invitation', async () => {
    const page = await open();
    await page.click('Withdraw the invitation of grace@example.com');
    await page.answer('DELETE', `team/invitations/${invitation.id}`, null);
    expect(page.request('GET', 'team/invitations')).toBeTruthy();
  });

  it('lets members look only', async () => {
    const page = await open('member');
    expect(page.has('.role-select')).toBe(false);
    expect(() => page.control('Invite')).toThrow();
    page.verify();
  });
});

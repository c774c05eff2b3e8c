import { TestBed } from '@angular/core/testing';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import { anId } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { deviceName } from '../device-name';
import AccountPage from './account.page';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('account page', () => {
  describePageStates(AccountPage, 'auth/sessions');

  const other = {
    id: anId(),
    createdAt: '2026-05-01T00:00:00.000Z',
    lastSeenAt: '2026-05-02T00:00:00.000Z',
    ip: '203.0.113.7',
    userAgent: FIREFOX,
    isCurrent: false,
  };
  const forms = (page: PageHarness<AccountPage>): HTMLFormElement[] => Array.from(page.element.querySelectorAll('form'));
  const submit = async (page: PageHarness<AccountPage>, index: number): Promise<void> => {
    forms(page)[index]?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.settle();
  };

  async function open() {
    const page = await PageHarness.open(AccountPage);
    await page.answer('GET', 'auth/sessions', { items: [{ ...other, id: anId(), isCurrent: true }, other] });
    return page;
  }

  it('changes the name everywhere at once', async () => {
    const page = await open();
    await page.type('name', 'Ada King');
    await submit(page, 0);
    const { request } = await page.answer('PATCH', 'auth/me', { ...aSession().me, name: 'Ada King' });
    expect(request.body).toEqual({ name: 'Ada King' });
    expect(TestBed.inject(SessionStore).me()?.name).toBe('Ada King');
  });

  it('changes the password and empties the fields', async () => {
    const page = await open();
    await page.type('currentPassword', 'the old pass phrase');
    await page.type('newPassword', 'the new pass phrase');
    await submit(page, 1);
    const { request } = await page.answer('POST', 'auth/me/password', null);
    expect(request.body).toEqual({ currentPassword: 'the old pass phrase', newPassword: 'the new pass phrase' });
    expect(page.find<HTMLInputElement>('input[name="newPassword"]').value).toBe('');
  });

  it('a wrong current password is no reason to be logged out', async () => {
    const page = await open();
    await page.type('currentPassword', 'the wrong pass phrase');
    await page.type('newPassword', 'the new pass phrase');
    await submit(page, 1);
    await page.refuse('POST', 'auth/me/password', aProblem('auth.invalid_credentials', 401));
    expect(page.find('ov-password-card').textContent).toContain('is wrong');
    expect(TestBed.inject(SessionStore).isSignedIn()).toBe(true);
  });

  it('ends another session, never its own', async () => {
    const page = await open();
    expect(page.text).toContain('This device');
    await page.click('Log out Firefox on Windows');
    await page.answer('DELETE', `auth/sessions/${other.id}`, null);
    expect(page.request('GET', 'auth/sessions')).toBeTruthy();
  });
});

describe('deviceName', () => {
  it.each([
    [FIREFOX, 'Firefox on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari on iOS'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on macOS'],
    ['curl/8.5.0', 'curl/8.5.0'],
    [null, 'Unknown device'],
  ])('%p is %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name));
});

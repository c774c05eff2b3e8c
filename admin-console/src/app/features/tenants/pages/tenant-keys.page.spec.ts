import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenantDetail } from '../../../testing/fixtures';
import { TenantKeysPage } from './tenant-keys.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const KEY = '0195f3c0-0000-7000-8000-000000000200';
const PATH = `admin/tenants/${ID}`;
const REASON = 'It stands in a public repository.';
const aKey = (name: string, over = {}) => ({
  id: KEY,
  name,
  prefix: 'ov_live_abcd',
  scopes: ['conversations.read'],
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: { id: ID, name: 'Ada Lovelace' },
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  ...over,
});

describe('TenantKeysPage', () => {
  const open = async () => {
    const view = await PageHarness.open(TenantKeysPage, {
      path: 'tenants/:id/api-keys',
      url: `/tenants/${ID}/api-keys`,
      me: { isAdmin: true },
    });
    await view.answer('GET', PATH, aTenantDetail());
    return view;
  };

  it('shows what each key may, whether it works, and who made it', async () => {
    const view = await open();
    const old = aKey('Old one', { id: ID, revokedAt: '2026-02-01T00:00:00.000Z', createdBy: { id: ID, name: null } });
    const over = aKey('Trial', { id: PATH, expiresAt: '2020-01-01T00:00:00.000Z', createdBy: null });
    await view.answer('GET', `${PATH}/api-keys`, { items: [aKey('Front desk'), over, old], total: 250 });
    const rows = [...view.find('tbody').querySelectorAll('tr')].map((row) => row.textContent ?? '');
    expect(rows[0]).toMatch(/Front desk.*ov_live_abcd….*conversations\.read.*Works.*Never.*Never.*by Ada Lovelace.*Revoke/s);
    expect(rows[1]).toMatch(/Trial.*Expired.*Revoke/s);
    expect(rows[2]).toMatch(/Old one.*Revoked.*by somebody who left/s);
    expect(rows[2]).not.toMatch(/Revoke\s*$/);
    expect(view.text).toContain('The first 3 of 250.');
  });

  it('ends a key for a reason, and says what refused it', async () => {
    const view = await open();
    await view.answer('GET', `${PATH}/api-keys`, { items: [aKey('Front desk')], total: 1 });
    await view.click('Revoke Front desk');
    await view.type('reason', REASON);
    await view.click('Revoke the key');
    await view.refuse('POST', `${PATH}/api-keys/revoke`, aProblem('api_keys.not_found', 404));
    await view.click('Revoke the key');
    const sent = await view.answer('POST', `${PATH}/api-keys/revoke`, null);
    expect(sent.request.body).toEqual({ apiKeyId: KEY, reason: REASON });
    await view.answer('GET', `${PATH}/api-keys`, { items: [aKey('Front desk', { revokedAt: '2026-02-01T00:00:00.000Z' })], total: 1 });
    expect(view.text).toContain('Revoked');
  });

  it('says when there is none, and when they cannot be read', async () => {
    const view = await open();
    await view.refuse('GET', `${PATH}/api-keys`, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', `${PATH}/api-keys`, { items: [], total: 0 });
    expect(view.text).toContain('No API key yet');
  });
});

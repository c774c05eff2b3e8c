import { TestBed } from '@angular/core/testing';
import { Clock } from '@orbisvoice/shared-ui/core';
import { ConfirmService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPage, anApiKey } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import ApiKeysPage from './api-keys.page';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const providers = [{ provide: Clock, useValue: { now: () => NOW } }];

describe('API keys page', () => {
  describePageStates(ApiKeysPage, 'api-keys');

  async function open(keys = [anApiKey()]) {
    const page = await PageHarness.open(ApiKeysPage, { providers });
    await page.answer('GET', 'api-keys', aPage(keys));
    return page;
  }

  it('shows keys by their prefix and tells live from dead ones', async () => {
    const page = await open([
      anApiKey({ name: 'Live' }),
      anApiKey({ name: 'Old', expiresAt: '2026-05-01T00:00:00.000Z' }),
      anApiKey({ name: 'Gone', revokedAt: '2026-05-01T00:00:00.000Z' }),
    ]);
    expect(page.text).toContain('ov_live_8f…');
    expect(page.text).toContain('Expired');
    expect(page.text).toContain('Revoked');
    expect(page.control('Revoke Live')).toBeTruthy();
    expect(() => page.control('Revoke Old')).toThrow();
  });

  it('creates a key and shows its secret once', async () => {
    const page = await open([]);
    expect(page.text).toContain('No API keys yet');
    await page.click('New key');
    await page.type('name', 'Reports');
    await page.submit();
    expect(page.text).toContain('Choose at least one permission.');
    page.find('input[type="checkbox"]').click();
    await page.type('expires', '30');
    await page.submit();
    const { request } = await page.answer('POST', 'api-keys', { ...anApiKey(), secret: 'ov_live_secret' });
    expect(request.body).toEqual({ name: 'Reports', scopes: ['agents.read'], expiresAt: '2026-06-03T10:00:00.000Z' });
    expect(page.find('dialog').textContent).toContain('ov_live_secret');
    await page.click('I have stored it');
    expect(page.text).not.toContain('ov_live_secret');
  });

  it('shows why a key was refused', async () => {
    const page = await open([]);
    await page.click('New key');
    await page.type('name', 'Reports');
    page.find('input[type="checkbox"]').click();
    await page.submit();
    await page.refuse('POST', 'api-keys', aProblem('api_keys.limit_reached', 409));
    expect(page.find('dialog').textContent).toContain('Revoke one first');
  });

  it('rotates and revokes after asking', async () => {
    const key = anApiKey({ name: 'Live' });
    const page = await open([key]);
    const confirm = TestBed.inject(ConfirmService);
    await page.click('Rotate Live');
    confirm.settle(true);
    await page.settle();
    await page.answer('POST', `api-keys/${key.id}/rotate`, { ...key, secret: 'ov_live_rotated' });
    expect(page.text).toContain('ov_live_rotated');
    await page.click('I have stored it');
    await page.answer('GET', 'api-keys', aPage([key]));
    await page.click('Revoke Live');
    confirm.settle(false);
    await page.settle();
    page.verify();
  });
});

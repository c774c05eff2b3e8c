import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { aPage, anId } from '../../../testing/factories';
import ReferralsPage from './referrals.page';
import { describePageStates } from '../../../testing/page-states';

const CODE = { code: 'ENGINE42', url: 'https://app.example/sign-up?ref=ENGINE42', signedUp: 4, converted: 2 };

describe('referrals page', () => {
  describePageStates(ReferralsPage, 'referrals/code');

  it('shows the link to share and what came of it', async () => {
    const page = await PageHarness.open(ReferralsPage);
    await page.answer('GET', 'referrals/code', CODE);
    const referral = {
      id: anId(),
      company: 'Difference Ltd',
      status: 'converted',
      signedUpAt: '2026-05-01T00:00:00.000Z',
      convertedAt: '2026-05-03T00:00:00.000Z',
    };
    await page.answer('GET', 'referrals', aPage([referral]));
    expect(page.find('.ov-code').textContent).toBe(CODE.url);
    expect(page.control('Copy referral link')).toBeTruthy();
    expect(page.text).toContain('Difference Ltd');
    expect(page.text).toContain('Customer');
  });

  it('says so when nobody has come yet', async () => {
    const page = await PageHarness.open(ReferralsPage);
    await page.answer('GET', 'referrals/code', { ...CODE, signedUp: 0, converted: 0 });
    await page.answer('GET', 'referrals', aPage([]));
    expect(page.text).toContain('Nobody yet');
  });
});

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
      channel: 'spring-fair',
      status: 'converted',
      signedUpAt: '2026-05-01T00:00:00.000Z',
      convertedAt: '2026-05-03T00:00:00.000Z',
    };
    await page.answer('GET', 'referrals', aPage([referral]));
    expect(page.find('.ov-code').textContent).toBe(CODE.url);
    expect(page.control('Copy referral link')).toBeTruthy();
    expect(page.text).toContain('Difference Ltd');
    expect(page.text).toContain('Customer');
    expect(page.text).toContain('spring-fair');
  });

  it('makes a link for a channel, as a slug', async () => {
    const page = await PageHarness.open(ReferralsPage);
    await page.answer('GET', 'referrals/code', CODE);
    await page.answer('GET', 'referrals', aPage([]));
    const links = () => [...page.element.querySelectorAll('ov-channel-link .ov-code')].map(({ textContent }) => textContent);
    expect(links()).toEqual([]);
    await page.type('channel', ' Spring Fair! ');
    expect(links()).toEqual([`${CODE.url}&utm_source=spring-fair`]);
    expect(page.control('Copy referral link for spring-fair')).toBeTruthy();
    await page.type('channel', '!!');
    expect(links()).toEqual([]);
    expect(page.text).toContain('needs a letter or a digit');
  });

  it('says so when nobody has come yet', async () => {
    const page = await PageHarness.open(ReferralsPage);
    await page.answer('GET', 'referrals/code', { ...CODE, signedUp: 0, converted: 0 });
    await page.answer('GET', 'referrals', aPage([]));
    expect(page.text).toContain('Nobody yet');
  });
});

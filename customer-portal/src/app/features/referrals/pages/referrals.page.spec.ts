import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { aPage, anId } from '../../../testing/factories';
import ReferralsPage from './referrals.page';
import { fileOf } from '../../../testing/list-file';
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

  it('shows the companies of a figure as the address says, and leads back to its report', async () => {
    const report = '/analytics/referrals?range=90d';
    const page = await PageHarness.open(ReferralsPage, {
      url: `/page?from=2026-05-03&to=2026-05-04&channel=spring-fair&status=converted&hold=past&origin=${encodeURIComponent(report)}`,
    });
    await page.answer('GET', 'referrals/code', CODE);
    const { request } = await page.answer('GET', 'referrals', aPage([]));
    const asked = ['from', 'to', 'channel', 'status', 'hold'].map((name) => request.params.get(name));
    expect(asked).toEqual(['2026-05-03', '2026-05-05', 'spring-fair', 'converted', 'past']);
    expect(page.text).toContain('No company matches');
    expect(await fileOf(page)).toEqual({
      dataset: 'referrals',
      filters: { from: '2026-05-03', to: '2026-05-05', channel: 'spring-fair', status: 'converted', hold: 'past' },
    });
    expect(page.control('Back to the report').getAttribute('href')).toBe(report);
    await page.click('Past the hold: remove this filter');
    expect(page.request('GET', 'referrals').request.params.has('hold')).toBe(false);
    expect(page.control('Visits to the link').getAttribute('href')).toBe('/referrals/visits');
  });

  it('says so when nobody has come yet', async () => {
    const page = await PageHarness.open(ReferralsPage);
    await page.answer('GET', 'referrals/code', { ...CODE, signedUp: 0, converted: 0 });
    await page.answer('GET', 'referrals', aPage([]));
    expect(page.text).toContain('Nobody yet');
  });
});

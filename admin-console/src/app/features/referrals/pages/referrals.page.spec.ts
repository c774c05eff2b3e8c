import type { PlatformReferralAnalytics } from '@orbisvoice/shared-dto';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { ReferralsPage } from './referrals.page';

const PATH = 'admin/analytics/referrals';
const TENANT = '0190b1f0-0000-7000-8000-000000000000';
const aReport = (over: Partial<PlatformReferralAnalytics> = {}): PlatformReferralAnalytics => ({
  asOf: '2026-11-20T12:00:00.000Z',
  definitionVersion: 1,
  timeZone: 'UTC',
  from: '2026-11-19',
  to: '2026-11-21',
  interval: 'day',
  previous: { from: '2026-11-17', to: '2026-11-19' },
  figures: {
    referral_visits: { value: 12, previous: 8, numerator: null, denominator: null },
    referred_sign_ups: { value: 4, previous: 0, numerator: null, denominator: null },
    referral_conversion: { value: 0.25, previous: null, numerator: 1, denominator: 4 },
  },
  keptSince: null,
  series: [
    { start: '2026-11-19', isOpen: false, visits: 12, signUps: 4, converted: 1 },
    { start: '2026-11-20', isOpen: true, visits: 0, signUps: 0, converted: 0 },
  ],
  channels: [{ channel: 'newsletter', visits: 12, signUps: 4, converted: 1, conversion: 0.25 }],
  payout: { confirmed: 2_500, pending: 5_000, conversions: { confirmed: 1, pending: 2 }, perConversion: 2_500, currency: 'usd' },
  top: [{ tenantId: TENANT, tenantName: '=Evil, "Ltd"', visits: 12, signUps: 4, converted: 1, conversion: 0.25, payout: 2_500 }],
  ...over,
});

describe('ReferralsPage', () => {
  const open = (query = '') => PageHarness.open(ReferralsPage, { path: 'referrals', url: `/referrals${query}`, me: { isAdmin: true } });

  it('shows figures beside those of the span before, channels, and whose links bring most', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aReport());
    const tiles = [...view.element.querySelectorAll('[data-tile]')].map((tile) => tile.textContent?.replace(/\s+/g, ' '));
    expect(tiles[0]).toMatch(/Referral visits.*12.*Before.*8/);
    expect(tiles[2]).toMatch(/Referral conversion.*25\.0%.*1 of 4.*Before.*–/);
    expect(tiles[3]).toMatch(/Payout estimate.*\$25\.00.*Pending.*\$50\.00/);
    expect(view.text).toContain('newsletter');
    expect(view.find(`a[href="/tenants/${TENANT}"]`).textContent).toContain('Evil');
    expect(view.text).toContain('19 Nov 2026 to 20 Nov 2026, UTC');
  });

  it('writes rates and numbers of the tables as the tiles do', async () => {
    const view = await open();
    const channels = [
      { channel: 'newsletter', visits: 1_200, signUps: 4, converted: 1, conversion: 0.25 },
      { channel: 'direct', visits: 3, signUps: 0, converted: 0, conversion: null },
    ];
    await view.answer('GET', PATH, aReport({ channels }));
    const cells = [...view.element.querySelectorAll('oc-referral-table tbody tr')].map((row) =>
      Array.from(row.querySelectorAll('td'), (cell) => cell.textContent?.trim()),
    );
    expect(cells).toEqual([
      ['1,200', '4', '1', '25.0%'],
      ['3', '0', '0', '–'],
      ['12', '4', '1', '25.0%', '$25.00'],
    ]);
  });

  it('asks for the range of the address, whose last day is in', async () => {
    const view = await open('?from=2026-01-01&to=2026-01-31&interval=week');
    const { request } = await view.answer('GET', PATH, aReport());
    expect(request.urlWithParams).toContain('from=2026-01-01');
    expect(request.urlWithParams).toContain('to=2026-02-01');
    expect(request.urlWithParams).toContain('interval=week');
  });

  it('says of which days visits are gone', async () => {
    const view = await open();
    const unknown = { value: null, previous: null, numerator: null, denominator: null };
    const figures = { ...aReport().figures, referral_visits: unknown };
    await view.answer('GET', PATH, aReport({ keptSince: '2026-11-21', figures, channels: [], top: [] }));
    expect(view.text).toContain('Visits are kept from 21 Nov 2026 on.');
    expect(view.text).not.toContain('No referrals in this range');
  });

  it('says so where no link was used', async () => {
    const view = await open();
    await view.answer('GET', PATH, aReport({ channels: [], top: [] }));
    expect(view.text).toContain('No referrals in this range');
  });

  it('says what is wrong with a range, and what went wrong', async () => {
    const view = await open('?interval=hour');
    const fields = [{ path: 'interval', rule: 'range', message: 'makes more than 800 points of this range' }];
    await view.refuse('GET', PATH, aProblem('request.invalid', 400, { fields }));
    expect(view.text).toContain('The interval makes more than 800 points of this range.');
  });

  it('asks the server for the file of the range, and says why there is none', async () => {
    const view = await open('?from=2026-01-01&to=2026-01-31&interval=week');
    await view.answer('GET', PATH, aReport());
    await view.click('Export CSV');
    const asked = view.request('POST', `${PATH}/export`);
    expect(asked.request.body).toEqual({ interval: 'week', from: '2026-01-01', to: '2026-02-01' });
    asked.flush(new Blob([]), { status: 500, statusText: 'Internal' });
    await view.settle();
    expect(view.has('ov-notice')).toBe(true);
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { aPage } from '../../../testing/factories';
import { fileOf } from '../../../testing/list-file';
import { describePageStates } from '../../../testing/page-states';
import LinkVisitsPage from './link-visits.page';

describe('visits to the link', () => {
  describePageStates(LinkVisitsPage, 'referrals/visits');

  it('lists when and by which channel, page by page', async () => {
    const page = await PageHarness.open(LinkVisitsPage, { url: '/page?channel=spring-fair&to=2026-05-04' });
    const visit = { visitedAt: '2026-05-03T23:30:00.000Z', channel: 'spring-fair' };
    const { request } = await page.answer('GET', 'referrals/visits', aPage([visit, visit], { total: 22 }));
    expect([request.params.get('channel'), request.params.get('to'), request.params.get('page')]).toEqual([
      'spring-fair',
      '2026-05-05',
      '1',
    ]);
    expect(page.element.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(page.find('tbody').textContent).toContain('4 May 2026, 01:30');
    expect(await fileOf(page)).toEqual({ dataset: 'referral_visits', filters: { to: '2026-05-05', channel: 'spring-fair' } });
    expect(page.control('Referrals').getAttribute('href')).toBe('/referrals');
  });

  it('shows an hour that a report opens, in the zone of the report', async () => {
    const url = '/page?from=2026-05-03T15:00:00.000Z&to=2026-05-03T16:00:00.000Z&timeZone=Asia/Tokyo';
    const page = await PageHarness.open(LinkVisitsPage, { url });
    const { params } = page.request('GET', 'referrals/visits').request;
    expect([params.get('from'), params.get('to')]).toEqual(['2026-05-03T15:00:00.000Z', '2026-05-03T16:00:00.000Z']);
    expect((await fileOf(page)).filters).toEqual({
      from: '2026-05-03T15:00:00.000Z',
      to: '2026-05-03T16:00:00.000Z',
      timeZone: 'Asia/Tokyo',
    });
    expect(page.find<HTMLInputElement>('input[type="date"]').value).toBe('2026-05-04');
    await page.click('00:00–01:00 GMT+9: remove this filter');
    expect(TestBed.inject(Router).url).toBe('/page?from=2026-05-04&to=2026-05-04&timeZone=Asia%2FTokyo');
  });

  it('tells no visits from no matches', async () => {
    const page = await PageHarness.open(LinkVisitsPage);
    await page.answer('GET', 'referrals/visits', aPage([]));
    expect(page.text).toContain('Nobody has come by your link');
    TestBed.resetTestingModule();
    const filtered = await PageHarness.open(LinkVisitsPage, { url: '/page?channel=nowhere' });
    await filtered.answer('GET', 'referrals/visits', aPage([]));
    expect(filtered.text).toContain('No visit matches');
  });
});

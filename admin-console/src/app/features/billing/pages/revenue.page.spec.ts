import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aRevenueMonth, aRevenueReport } from '../../../testing/revenue-fixtures';
import { RevenuePage } from './revenue.page';

const PATH = 'admin/analytics/revenue';
const NONE = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 };

describe('RevenuePage', () => {
  const open = (query = '') =>
    PageHarness.open(RevenuePage, { path: 'billing/revenue', url: `/billing/revenue${query}`, me: { isAdmin: true } });

  it('shows how revenue stands, and the rates of the last month that has ended', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aRevenueReport());
    const tiles = [...view.element.querySelectorAll('[data-tile]')].map((tile) => tile.textContent?.replace(/\s+/g, ' '));
    expect(tiles[0]).toMatch(/MRR.*\$1,120\.00.*Committed.*\$1,091\.00.*yet to end.*\$29\.00.*At risk, past due.*\$99\.00/);
    const links = [...view.element.querySelectorAll('[data-tile] a')].map((link) => link.getAttribute('href'));
    const rows = [
      'of=mrr',
      'of=committed',
      'of=ending',
      'of=at_risk',
      'of=mrr',
      'of=mrr',
      'of=opening&month=2026-05&to=2026-10',
      'of=opening&month=2026-10',
      'of=opening&month=2026-10',
      'of=movements&month=2026-10',
      'of=opening&month=2026-10',
      'of=movements&month=2026-10',
      'of=movements&month=2026-10&kind=won',
      'of=movements&month=2026-10&kind=lost',
    ];
    expect(links).toEqual(rows.map((query) => `/billing/revenue/rows?${query}`));
    expect(tiles[1]).toMatch(/ARPU.*\$53\.33.*Paying tenants.*21/);
    expect(tiles[2]).toMatch(/Lifetime value.*\$400\.00 to \$625\.00/);
    expect(tiles[3]).toMatch(/Net retention.*92\.2.*85\.2.*4\.9.*churn10 %.*Oct 2026/);
    expect(tiles[4]).toMatch(/Quick ratio.*1\.3.*Won.*\$198\.00.*Lost.*\$148\.00/);
  });

  it('says in its fields which months it is of, chosen or not', async () => {
    const view = await open('?to=2026-10');
    const months = () => [...view.element.querySelectorAll<HTMLInputElement>('input[type=month]')].map(({ value }) => value);
    expect(months()).toEqual(['', '2026-10']);
    await view.answer('GET', PATH, aRevenueReport({ months: [aRevenueMonth({ month: '2025-11' }), aRevenueMonth()] }));
    expect(months()).toEqual(['2025-11', '2026-10']);
    const from = view.find<HTMLInputElement>('input[type=month]');
    from.value = '';
    from.dispatchEvent(new Event('change'));
    await view.settle();
    expect(months()).toEqual(['2025-11', '2026-10']);
  });

  it('opens the tenants behind each movement, and none where nothing moved', async () => {
    const view = await open();
    // nothing was there to lose: the share of it that was lost is no figure, and has no rows either
    const still = aRevenueMonth({ month: '2026-09', mrrStart: 0, mrrEnd: 0, movements: NONE, tenants: NONE, grossChurn: null });
    await view.answer('GET', PATH, aRevenueReport({ months: [still, aRevenueMonth()] }));
    expect(view.control('-$99.00, Churn in Oct 2026: 2 tenants').getAttribute('href')).toBe(
      '/billing/revenue/rows?of=movements&month=2026-10&kind=churn',
    );
    expect(view.find('oc-revenue-months').textContent).toContain('1 of them unpaid');
    const row = view.find('oc-revenue-months a[href*="of=opening&month=2026-09"]').closest('tr');
    if (!row) throw new Error('the month without movements is missing');
    expect([...row.querySelectorAll('a')].filter(({ href }) => /kind=|of=mrr/.test(href))).toEqual([]);
  });

  it('draws what each month won above zero and what it lost below, and opens the movements of each part', async () => {
    const view = await open();
    const still = aRevenueMonth({ month: '2026-09', movements: NONE, tenants: NONE });
    await view.answer('GET', PATH, aRevenueReport({ months: [still, aRevenueMonth()] }));
    const chart = view.find('oc-revenue-movements');
    expect(chart.querySelectorAll('path.bar').length).toBeGreaterThan(0);
    chart.querySelector('button')?.click();
    await view.settle();
    const rows = [...chart.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(rows).toEqual([
      ['Month', 'New', 'Expansion', 'Reactivation', 'Contraction', 'Churn', 'Net change'],
      ['Sept 2026', '$0.00', '$0.00', '$0.00', '$0.00', '$0.00', '$0.00'],
      ['Oct 2026', '$99.00', '$70.00', '$29.00', '-$49.00', '-$99.00', '$50.00'],
    ]);
    const links = [...chart.querySelectorAll('td a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(
      ['new', 'expansion', 'reactivation', 'contraction', 'churn'].map(
        (kind) => `/billing/revenue/rows?of=movements&month=2026-10&kind=${kind}`,
      ),
    );
    const months = [...chart.querySelectorAll('tbody th a')].map((link) => [link.textContent, link.getAttribute('href')]);
    expect(months).toEqual([['Oct 2026', '/billing/revenue/rows?of=movements&month=2026-10']]);
  });

  it('leads from no figure of nothing to an empty list', async () => {
    const view = await open();
    const report = aRevenueReport();
    const now = { ...report.now, mrr: 0, payers: 0, atRisk: 0, committed: 0, arpu: null };
    await view.answer('GET', PATH, { ...report, now });
    const [mrr, arpu] = [...view.element.querySelectorAll('[data-tile]')];
    expect([mrr, arpu].map((tile) => tile?.querySelectorAll('a').length)).toEqual([0, 0]);
    expect(mrr?.textContent).toContain('$0.00');
  });

  it('has a column for each rate of a month', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRevenueReport({ months: [aRevenueMonth(), aRevenueMonth({ month: '2026-11', quickRatio: null })] }));
    const table = view.find('oc-revenue-months table');
    const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent?.trim() ?? '');
    const cell = (row: number, head: string) =>
      [...(table.querySelectorAll('tbody tr')[row]?.children ?? [])][heads.indexOf(head)]?.textContent?.replace(/,.*|\s+/gs, '');
    expect(['Gross churn', 'Net churn', 'NRR', 'GRR', 'Customer churn', 'Quick ratio'].map((head) => cell(0, head))).toEqual([
      '14.8%',
      '4.9%',
      '92.2%',
      '85.2%',
      '10%',
      '1.3',
    ]);
    expect(cell(1, 'Quick ratio')).toBe('Nolosses');
  });

  it('opens the rows of every table in the zone and money of the report, which they remember', async () => {
    const view = await open('?from=2026-05&timeZone=Europe/Berlin&currency=eur');
    await view.answer('GET', PATH, aRevenueReport({ timeZone: 'Europe/Berlin', currency: 'eur' }));
    const hrefs = (table: string) => [...view.element.querySelectorAll(`${table} a`)].map((link) => link.getAttribute('href'));
    const rows = (query: string) => `/billing/revenue/rows?${query}&timeZone=Europe%2FBerlin&currency=eur&reportFrom=2026-05`;
    expect(hrefs('oc-revenue-plans')).toEqual(['starter', 'professional'].map((plan) => rows(`of=mrr&month=2026-11&plan=${plan}`)));
    expect(hrefs('oc-revenue-funnel')).toEqual([rows('of=sign_ups&month=2026-10'), rows('of=sign_ups&month=2026-10&kind=paid')]);
    expect(hrefs('oc-revenue-cohorts')).toEqual(['', '&to=2026-10', '&to=2026-11'].map((to) => rows(`of=cohort&month=2026-10${to}`)));
    expect(hrefs('oc-revenue-cash').slice(0, 3)).toEqual([
      rows('of=cash&month=2026-10&kind=paid'),
      rows('of=cash&month=2026-10&kind=refunded'),
      rows('of=cash&month=2026-10'),
    ]);
    expect(hrefs('oc-revenue-months')[0]).toBe(rows('of=opening&month=2026-10'));
  });

  it('leads nowhere from a rate that is made of nothing, and to what was won where nothing was lost', async () => {
    const view = await open();
    const lossless = aRevenueMonth({ quickRatio: null, netRetention: null, grossRetention: null, netChurn: null, customerChurn: null });
    const now = { ...aRevenueReport().now, arpu: null };
    await view.answer(
      'GET',
      PATH,
      aRevenueReport({
        now,
        months: [lossless, aRevenueMonth({ month: '2026-11', isOpen: true, quickRatio: null, movements: NONE, tenants: NONE })],
      }),
    );
    const value = (tile: number) =>
      view.element.querySelectorAll('[data-tile]')[tile]?.querySelector('.oc-tile-value a')?.getAttribute('href');
    expect([value(1), value(3)]).toEqual([undefined, undefined]);
    const [won, still] = [...view.element.querySelectorAll('oc-revenue-months tbody tr')].map((row) => row.lastElementChild);
    expect(won?.querySelector('a')?.getAttribute('href')).toBe('/billing/revenue/rows?of=movements&month=2026-10&kind=won');
    expect([still?.textContent?.trim(), still?.querySelector('a')]).toEqual(['No losses', null]);
  });

  it('leads nowhere from a churn or a loss of 0, in the tiles and in the table', async () => {
    const view = await open();
    const zero = { grossChurn: 0, netChurn: 0, customerChurn: 0, grossRetention: 1, netRetention: 1, quickRatio: null };
    const lossless = { movements: { ...aRevenueMonth().movements, contraction: 0, churn: 0 }, tenants: { ...NONE, new: 1 } };
    const still = aRevenueMonth({ month: '2026-11', ...zero, movements: NONE, tenants: NONE });
    await view.answer('GET', PATH, aRevenueReport({ months: [aRevenueMonth({ ...zero, ...lossless, netChurn: -0.1 }), still] }));
    const hrefs = (within: string) => [...view.element.querySelectorAll<HTMLAnchorElement>(`${within} a`)].map(({ search }) => search);
    const moved = (within: string) => hrefs(within).filter((query) => query.includes('of=movements'));
    expect(moved('oc-revenue-tiles')).toEqual([]);
    expect(hrefs('oc-revenue-tiles').filter((query) => query === '?of=opening&month=2026-11')).toHaveLength(3);
    expect(moved('oc-revenue-months tbody tr:first-child')).toEqual(
      ['&kind=new', '', '&kind=won'].map((kind) => `?of=movements&month=2026-10${kind}`),
    );
    expect(moved('oc-revenue-months tbody tr:last-child')).toEqual([]);
  });

  it('says undefined where there is no figure, and why', async () => {
    const view = await open();
    const now = { ...aRevenueReport().now, arpu: null, lifetimeValue: { low: null, high: null, unknownBecause: 'few_payers' as const } };
    await view.answer('GET', PATH, aRevenueReport({ now, months: [aRevenueMonth({ isOpen: true, quickRatio: null })] }));
    expect(view.text).toContain('Too few customers');
    expect(view.text).toContain('No finished month in this span');
  });

  it('follows cohorts by people and by money', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRevenueReport());
    const cells = () =>
      [...view.element.querySelectorAll('.oc-cohort-cell')].map((cell) => cell.querySelector('a')?.firstChild?.textContent?.trim());
    expect(cells()).toEqual(['100 %', '75 %']);
    await view.click('Revenue');
    expect(cells()).toEqual(['100 %', '110 %']);
    expect(view.control('Revenue').getAttribute('aria-pressed')).toBe('true');
  });

  it('raises a ledger that does not agree with the subscriptions, and money of other kinds', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRevenueReport({ now: { ...aRevenueReport().now, difference: -2_900 }, otherCurrencies: ['eur'] }));
    expect(view.find('[role="alert"]').textContent).toMatch(/differ by .*\$29\.00/);
    expect(view.text).toContain('There is revenue in EUR, too');
    await view.click('Show EUR');
    const asked = await view.answer('GET', PATH, aRevenueReport({ currency: 'eur', otherCurrencies: ['usd'] }));
    expect(asked.request.params.toString()).toContain('currency=eur');
    expect(view.control('Show USD').getAttribute('href')).toBe('/billing/revenue');
  });

  it.each(['csv', 'pdf'])('asks for the report as a file of %s, and says why there is none', async (format) => {
    const view = await open('?from=2026-10&currency=eur');
    await view.answer('GET', PATH, aRevenueReport());
    await view.click(`Export ${format.toUpperCase()}`);
    const asked = view.request('POST', `${PATH}/export`);
    expect(asked.request.body).toEqual({ from: '2026-10', timeZone: 'UTC', currency: 'eur', format });
    expect(view.has('ov-notice')).toBe(false);
    asked.flush(new Blob([]), { status: 500, statusText: 'Internal' });
    await view.settle();
    expect(view.has('ov-notice')).toBe(true);
  });

  it('keeps zone and currency in the address', async () => {
    const view = await open('?timeZone=Europe/Berlin&currency=eur');
    const first = await view.answer('GET', PATH, aRevenueReport({ timeZone: 'Europe/Berlin', currency: 'eur', otherCurrencies: ['usd'] }));
    expect(first.request.urlWithParams).toContain('timeZone=Europe/Berlin&currency=eur');
    expect(view.text).toContain('2 months, Europe/Berlin');
    const [money, zone] = view.element.querySelectorAll('select');
    if (!money || !zone) throw new Error('two selects are missing');
    expect([money.value, zone.value, [...money.options].map(({ value }) => value)]).toEqual(['eur', 'Europe/Berlin', ['eur', 'usd']]);
    zone.value = 'Asia/Tokyo';
    zone.dispatchEvent(new Event('change'));
    await view.settle();
    const second = await view.answer('GET', PATH, aRevenueReport());
    expect(second.request.urlWithParams).toContain('timeZone=Asia/Tokyo&currency=eur');
  });

  it('keeps its months in the address, and tells empty, failed and refused apart', async () => {
    const view = await open('?from=2026-10');
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    const nothing = aRevenueMonth({ mrrStart: 0, mrrEnd: 0, movements: NONE, tenants: NONE });
    await view.answer('GET', PATH, aRevenueReport({ months: [nothing], now: { ...aRevenueReport().now, mrr: 0 } }));
    expect(view.text).toContain('No revenue yet');
  });
});

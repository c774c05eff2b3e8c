import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aRule } from '../../../testing/alert-fixtures';
import { expectStale } from '../../../testing/stale';
import { RulesPage } from './rules.page';

const PATH = 'admin/alert-rules';

describe('RulesPage', () => {
  const open = (query = '') => PageHarness.open(RulesPage, { path: 'alerts/rules', url: `/alerts/rules${query}`, me: { isAdmin: true } });
  const rows = (view: PageHarness<RulesPage>) =>
    [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' ') ?? '');
  const figure = aRule({ key: 'loop_lag', kind: 'figure', unit: 'milliseconds', value: 12, isEnabled: false });

  it('shows patterns and figures with their limits, and what differs or finds nothing', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    const muted = { mutedUntil: '2026-03-05T10:00:00.000Z', muteReason: 'A test.', mutedBy: 'Sam Staff' };
    const needy = aRule({ key: 'impossible_travel', needs: 'country_header' });
    await view.answer('GET', PATH, { items: [aRule({ ...muted, isChanged: true, unsettled: 2 }), needy, figure] });
    const [first, second, third] = rows(view);
    expect(first).toMatch(/10 times.*15 min.*High.*On.*Muted until 5 Mar 2026.*Changed.*A test\..*2 unsettled/);
    expect(second).toMatch(/Needs a country header.*Finds nothing until COUNTRY_HEADER/);
    expect(third).toMatch(/12 .*Off/);
    expect(view.control('2 unsettled').getAttribute('href')).toBe('/alerts?rule=failed_logins');
  });

  it('tunes the rule of the address, and reads the rules again', async () => {
    const view = await open('?rule=failed_logins');
    await view.answer('GET', PATH, { items: [aRule(), figure] });
    await view.type('threshold', '20');
    await view.submit();
    const sent = await view.answer('PATCH', `${PATH}/failed_logins`, aRule({ threshold: 20 }));
    expect(sent.request.body).toEqual({ threshold: 20 });
    await view.answer('GET', PATH, { items: [aRule({ threshold: 20, isChanged: true }), figure] });
    expect(rows(view)[0]).toMatch(/20 times.*Changed/);
    expect(TestBed.inject(Router).url).toBe('/alerts/rules');
    expect(TestBed.inject(ToastService).toasts().at(-1)?.text).toBe('The rule is saved.');
  });

  it('says what a limit would have found, and keeps what is typed when it is refused', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [aRule()] });
    await view.click(/^Tune: /);
    expect(TestBed.inject(Router).url).toBe('/alerts/rules?rule=failed_logins');
    await view.type('threshold', '5');
    await view.click('Try on the last 7 days');
    const tried = await view.answer('GET', `${PATH}/failed_logins/trial`, {
      since: '2026-02-25T10:00:00.000Z',
      facts: 40,
      hits: 3,
      subjects: 2,
    });
    expect(tried.request.urlWithParams).toContain('threshold=5');
    expect(view.text).toContain('Would have fired 3 times, for 2 subjects; 40 facts.');
    await view.submit();
    await view.refuse('PATCH', `${PATH}/failed_logins`, aProblem('service.unavailable', 503));
    expect(view.find<HTMLInputElement>('input[name="threshold"]').value).toBe('5');
    expect(view.has('ov-dialog [role="alert"]')).toBe(true);
  });

  it('is empty in words where there is no rule, and opens no dialog for one that is none', async () => {
    const view = await open('?rule=nothing');
    await view.answer('GET', PATH, { items: [] });
    expect(rows(view)).toEqual([]);
    expect(view.element.querySelectorAll('oc-rule-table')).toHaveLength(2);
    expect(view.has('ov-dialog')).toBe(false);
  });

  it('tells failed and refused apart, and keeps what it had', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, { items: [aRule()] });
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-rule-table');
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

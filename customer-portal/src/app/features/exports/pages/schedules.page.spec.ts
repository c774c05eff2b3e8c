import { TestBed } from '@angular/core/testing';
import type { ReportSchedule } from '@orbisvoice/shared-dto';
import { REPORT_SCHEDULES_MAX } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, anImpersonatedSession } from '@orbisvoice/shared-ui/testing';
import { aMember, aPage } from '../../../testing/factories';
import { aReportSchedule } from '../../../testing/export-factories';
import { describePageStates } from '../../../testing/page-states';
import SchedulesPage from './schedules.page';

describe('scheduled reports page', () => {
  describePageStates(SchedulesPage, 'report-schedules');

  async function open(items: ReportSchedule[]): Promise<PageHarness<SchedulesPage>> {
    const page = await PageHarness.open(SchedulesPage);
    await page.answer('GET', 'report-schedules', aPage(items));
    return page;
  }
  const toasts = () =>
    TestBed.inject(ToastService)
      .toasts()
      .map(({ text }) => text);
  const chips = (page: PageHarness<SchedulesPage>) => Array.from(page.element.querySelectorAll('.chip span'), (chip) => chip.textContent);

  it('shows when a report comes, to whom, and what became of the last one', async () => {
    const page = await open([
      aReportSchedule({
        recipients: [
          { email: 'ada@example.com', isUnsubscribed: false },
          { email: 'bob@example.com', isUnsubscribed: true },
        ],
        lastRun: { at: '2026-05-01T05:00:00.000Z', status: 'sent', exportId: 'e1' },
      }),
      aReportSchedule({ name: 'Old', isActive: false, nextRunAt: null, recipients: [{ email: 'cy@example.com', isUnsubscribed: true }] }),
    ]);
    expect(page.text).toContain('On the 1st of every month at 07:00 (Europe/Berlin), about the month before.');
    expect(page.text).toContain('1 Jun 2026, 07:00');
    expect(page.text).toContain('bob@example.com unsubscribed');
    expect(page.control('Open the last report of Board report').getAttribute('href')).toBe('/exports/e1');
    expect(page.text).toContain('Paused');
    expect(page.text).toContain('Everybody has unsubscribed');
    expect(page.text).toContain(`2 of ${REPORT_SCHEDULES_MAX} schedules`);
  });

  it('creates one, with recipients as they were typed', async () => {
    const page = await open([]);
    expect(page.text).toContain('No scheduled reports yet');
    await page.click('New schedule');
    await page.answer('GET', 'team/members', aPage([aMember({ email: 'bob@example.com' })]));
    expect(page.has('datalist option[value="bob@example.com"]')).toBe(true);
    await page.type('name', 'Weekly');
    await page.type('frequency', 'weekly');
    await page.type('hour', '8');
    await page.type('recipients', 'Bob@Example.com, nonsense');
    expect(chips(page)).toEqual(['ada@example.com', 'bob@example.com']);
    await page.submit();
    expect(page.find('dialog').textContent).toContain('“nonsense” is not an e-mail address.');
    await page.type('recipients', '');
    expect(page.find('dialog').textContent).toContain('Every Monday at 08:00 (Europe/Berlin)');
    await page.submit();
    const created = aReportSchedule({ name: 'Weekly', frequency: 'weekly', hour: 8 });
    const { request } = await page.answer('POST', 'report-schedules', created);
    expect(request.body).toEqual({
      name: 'Weekly',
      frequency: 'weekly',
      timeZone: 'Europe/Berlin',
      hour: 8,
      recipients: ['ada@example.com', 'bob@example.com'],
    });
    expect(page.has('dialog')).toBe(false);
    expect(page.text).toContain('Weekly');
    expect(toasts()).toEqual(['Weekly is scheduled.']);
  });

  it('keeps the list of zones as it is while one is chosen', async () => {
    const page = await open([aReportSchedule({ timeZone: 'Asia/Tokyo' })]);
    await page.click('Change Board report');
    const zones = () => Array.from(page.find<HTMLSelectElement>('select[name="timeZone"]').options, ({ value }) => value);
    const before = zones();
    expect(before.slice(0, 2)).toEqual(['Europe/Berlin', 'Asia/Tokyo']);
    await page.type('timeZone', 'America/Lima');
    expect(zones()).toEqual(before);
    expect(page.find<HTMLSelectElement>('select[name="timeZone"]').value).toBe('America/Lima');
  });

  it('takes no more than one chip, and sends nothing, while a key is held', async () => {
    const page = await open([aReportSchedule()]);
    await page.click('Change Board report');
    const held = (key: string) => new KeyboardEvent('keydown', { key, repeat: true, bubbles: true, cancelable: true });
    const field = page.find('input[name="recipients"]');
    field.dispatchEvent(held('Backspace'));
    await page.settle();
    expect(chips(page)).toEqual(['ada@example.com']);
    const enter = held('Enter');
    field.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(true);
  });

  it('offers nothing to staff who act as somebody', async () => {
    const page = await PageHarness.open(SchedulesPage, { role: null });
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.answer('GET', 'report-schedules', aPage([aReportSchedule()]));
    for (const action of ['New schedule', /^Change/, /^Delete/, /^Send me/]) expect(() => page.control(action)).toThrow();
    expect(page.control('Send Board report').hasAttribute('disabled')).toBe(true);
  });

  it('says of which recipient the server wants nothing, and lets go of it by keyboard', async () => {
    const recipients = ['ada', 'stranger'].map((name) => ({ email: `${name}@example.com`, isUnsubscribed: false }));
    const one = aReportSchedule({ recipients });
    const page = await open([one]);
    await page.click('Change Board report');
    await page.submit();
    const fields = [{ path: 'recipients.1', rule: 'member', message: 'is neither a member of the workspace nor its billing address' }];
    await page.refuse('PATCH', `report-schedules/${one.id}`, aProblem('request.invalid', 400, { fields }));
    expect(page.find('dialog').textContent).toContain('stranger@example.com is neither a member of the workspace nor its billing address.');
    expect(page.find('.chip[data-wrong]').textContent).toContain('stranger@example.com');
    page.find('input[name="recipients"]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Backspace', bubbles: true }));
    await page.settle();
    expect(chips(page)).toEqual(['ada@example.com']);
    await page.click('Remove ada@example.com');
    await page.submit();
    expect(page.find('dialog').textContent).toContain('Add at least one recipient.');
  });

  it('pauses, resumes, and puts the switch back when that is refused', async () => {
    const one = aReportSchedule();
    const page = await open([one]);
    await page.click('Send Board report');
    const { request } = await page.answer('PATCH', `report-schedules/${one.id}`, { ...one, isActive: false, nextRunAt: null });
    expect(request.body).toEqual({ isActive: false });
    expect(page.text).toContain('Paused');
    await page.click('Send Board report');
    await page.refuse('PATCH', `report-schedules/${one.id}`, aProblem('service.unavailable', 503));
    expect(page.control('Send Board report').getAttribute('aria-checked')).toBe('false');
    page.verify();
  });

  it('sends one now, and deletes after asking', async () => {
    const one = aReportSchedule();
    const page = await open([one]);
    await page.click('Send me one now: Board report');
    await page.answer('POST', `report-schedules/${one.id}/test`, null);
    await page.click('Delete Board report');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('DELETE', `report-schedules/${one.id}`, null);
    expect(page.text).toContain('No scheduled reports yet');
    expect(toasts()).toEqual(['Board report is on its way to ada@example.com.', 'Board report is deleted.']);
  });

  it('tells that there is no room for more', async () => {
    const page = await open(Array.from({ length: REPORT_SCHEDULES_MAX }, () => aReportSchedule()));
    expect(page.control('New schedule').hasAttribute('disabled')).toBe(true);
    expect(page.text).toContain('Delete one to make room for another.');
  });

  it('lets go of one that somebody else has deleted', async () => {
    const one = aReportSchedule();
    const page = await open([one]);
    await page.click('Send me one now: Board report');
    await page.refuse('POST', `report-schedules/${one.id}/test`, aProblem('request.not_found', 404));
    expect(page.text).toContain('No scheduled reports yet');
  });
});

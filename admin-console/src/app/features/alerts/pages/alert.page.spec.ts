import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { ALERT_ID, anAlertDetail, anAlertStep, anEvidence } from '../../../testing/alert-fixtures';
import { expectStale } from '../../../testing/stale';
import { AlertPage } from './alert.page';

const PATH = `admin/alerts/${ALERT_ID}`;

describe('AlertPage', () => {
  const open = () => PageHarness.open(AlertPage, { path: 'alerts/:id', url: `/alerts/${ALERT_ID}`, me: { isAdmin: true } });
  const offered = (view: PageHarness<AlertPage>) =>
    [...view.element.querySelectorAll('ov-page-header button')]
      .map((button) => button.textContent?.trim())
      .filter((name) => name !== 'Refresh');
  const state = (view: PageHarness<AlertPage>) => view.find('.ov-page-title').textContent;
  const toast = () => TestBed.inject(ToastService).toasts().at(-1);

  it('shows a skeleton, then why it is one, what was counted, what to do and what was done', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    const steps = [
      anAlertStep({ told: [{ channel: 'email', status: 'sent' }] }),
      anAlertStep({ id: 's2', kind: 'acknowledged', byId: 'u1', byName: 'Sam Staff', note: 'Called them.' }),
    ];
    await view.answer('GET', PATH, anAlertDetail({ steps, count: 12 }));
    expect(state(view)).toMatch(/High.*Open/s);
    expect(view.text).toContain('12 times within 15 min at most; the rule begins at 10 times.');
    expect(view.text).toContain('The newest 1 of 12.');
    expect(view.find('oc-alert-evidence tbody tr').textContent).toMatch(/203\.0\.113\.0\/24, SE/);
    expect(view.control('In the audit log').getAttribute('href')).toMatch(
      /^\/audit\?from=2026-03-04&to=2026-03-04&action=user\.login_failed/,
    );
    expect(view.find('oc-alert-steps').textContent).toMatch(/the rule.*Sam Staff.*Called them\./s);
    expect(view.control('Northwind Dental').getAttribute('href')).toMatch(/^\/tenants\//);
    expect(view.element.querySelectorAll('.oc-next a').length).toBeGreaterThan(1);
    expect(offered(view)).toEqual(['Acknowledge', 'Resolve', 'False alarm']);
  });

  it('shows a figure of the platform as one, and facts that stand in no log', async () => {
    const view = await open();
    const fact = anEvidence({ auditId: null, action: null, userId: null, network: null, country: null, value: 61 });
    const figure = { rule: 'loop_lag', subjectKind: 'system', subjectId: 'system', unit: 'milliseconds', tenantId: null } as const;
    await view.answer('GET', PATH, anAlertDetail({ ...figure, evidence: [fact], peak: 61, count: 1 }));
    expect(view.text).toMatch(/It reached 61 .*, and stood at 10 .* or above for 15 min\./);
    expect(view.text).not.toContain('The newest');
    expect(view.has('oc-alert-evidence a')).toBe(false);
  });

  it('names the services that are down', async () => {
    const view = await open();
    const nobody = { auditId: null, action: null, userId: null, network: null, country: null };
    const fact = anEvidence({ ...nobody, value: 2, named: 'calendar, crm' });
    const figure = { rule: 'services_down', subjectKind: 'system', subjectId: 'services_down', unit: 'services', tenantId: null } as const;
    await view.answer('GET', PATH, anAlertDetail({ ...figure, evidence: [fact], peak: 2, count: 1 }));
    expect(view.find('oc-alert-evidence tbody').textContent).toContain('2 services: calendar, crm');
  });

  it('is acknowledged at once, and then what the server says', async () => {
    const view = await open();
    await view.answer('GET', PATH, anAlertDetail());
    await view.click('Acknowledge');
    await view.type('note', 'I am on it.');
    await view.submit();
    expect(state(view)).toContain('Acknowledged');
    expect(offered(view)).toEqual([]);
    const answer = anAlertDetail({ status: 'acknowledged', actions: ['resolve', 'dismiss'] });
    const sent = await view.answer('POST', `${PATH}/actions`, answer);
    expect(sent.request.body).toEqual({ action: 'acknowledge', note: 'I am on it.' });
    expect(view.has('ov-dialog')).toBe(false);
    expect(offered(view)).toEqual(['Resolve', 'False alarm']);
    expect(toast()).toMatchObject({ tone: 'success', text: 'State of the alert: acknowledged.' });
    view.verify();
  });

  it('is what it was when that is refused, says why, keeps the note and looks again', async () => {
    const view = await open();
    await view.answer('GET', PATH, anAlertDetail());
    await view.click('Acknowledge');
    await view.type('note', 'I am on it.');
    await view.submit();
    await view.refuse('POST', `${PATH}/actions`, aProblem('alerts.not_possible', 409));
    expect(state(view)).toContain('Open');
    expect(offered(view)).toEqual(['Acknowledge', 'Resolve', 'False alarm']);
    expect(view.find('ov-dialog [role="alert"]').textContent).toMatch(/\w/);
    expect(view.find<HTMLTextAreaElement>('textarea').value).toBe('I am on it.');
    expect(toast()).toBeUndefined();
    await view.answer('GET', PATH, anAlertDetail({ status: 'resolved', actions: ['reopen'] }));
    expect(offered(view)).toEqual(['Reopen']);
  });

  it.each(['Acknowledge', 'Resolve'])('leaves another alert alone that is on the page when “%s” is answered', async (deed) => {
    const view = await open();
    await view.answer('GET', PATH, anAlertDetail());
    await view.click(deed);
    await view.type('note', 'I am on it.');
    await view.submit();
    await TestBed.inject(Router).navigateByUrl('/alerts/other');
    await view.settle();
    await view.answer('GET', 'admin/alerts/other', anAlertDetail({ id: 'other', rule: 'loop_lag', actions: ['resolve'] }));
    expect(view.has('ov-dialog')).toBe(false);
    await view.answer('POST', `${PATH}/actions`, anAlertDetail({ status: 'resolved', actions: ['reopen'] }));
    expect(offered(view)).toEqual(['Resolve']);
    expect(state(view)).toContain('Open');
    expect(toast()).toMatchObject({ tone: 'success', text: 'State of the alert: resolved.' });
    for (const again of view.requests('GET', 'admin/alerts/other')) expect(again.cancelled).toBe(false);
  });

  it('is resolved with a note, and keeps it in the dialog when somebody was faster', async () => {
    const view = await open();
    await view.answer('GET', PATH, anAlertDetail());
    await view.click('Resolve');
    await view.submit();
    expect(view.requests('POST', `${PATH}/actions`)).toEqual([]);
    await view.type('note', 'A forgotten password.');
    await view.submit();
    expect(state(view)).toContain('Open');
    await view.refuse('POST', `${PATH}/actions`, aProblem('alerts.not_possible', 409));
    expect(view.find<HTMLTextAreaElement>('textarea').value).toBe('A forgotten password.');
    expect(view.has('ov-dialog [role="alert"]')).toBe(true);
    await view.answer('GET', PATH, anAlertDetail());
    await view.submit();
    await view.answer('POST', `${PATH}/actions`, anAlertDetail({ status: 'resolved', actions: ['reopen'] }));
    expect(view.has('ov-dialog')).toBe(false);
    expect(state(view)).toContain('Resolved');
  });

  it('tells missing, failed and refused apart, and keeps what it had', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, anAlertDetail());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-alert-evidence');
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('alerts.not_found', 404));
    expect(view.text).toContain('No such alert');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

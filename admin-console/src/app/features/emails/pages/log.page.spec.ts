import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Clock } from '@orbisvoice/shared-ui/core';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { POLL_MS } from '../../../core/poll-while';
import { aMail, aMailList, aMailSummary, aTemplate } from '../../../testing/email-fixtures';
import { aTenant } from '../../../testing/fixtures';
import { LogPage } from './log.page';

const PATH = 'admin/emails';
const SUMMARY = 'admin/emails/summary';
const TENANT = '0195f3c0-0000-7000-8000-000000000100';

describe('LogPage', () => {
  const open = (query = '', ...providers: Provider[]) =>
    PageHarness.open(LogPage, {
      path: 'emails/log',
      url: `/emails/log${query}`,
      me: { isAdmin: true },
      providers: [{ provide: Clock, useValue: { now: () => Date.parse('2026-03-04T10:05:00.000Z') } }, ...providers],
    });
  const url = () => TestBed.inject(Router).url;
  const rows = (view: PageHarness<LogPage>) =>
    [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));

  it('asks for what the address says', async () => {
    const view = await open(
      `?status=failed&recipient=ada&template=welcome&category=lifecycle&outcome=bounced&transport=smtp&tenantId=${TENANT}&from=2026-03-01&to=2026-03-31`,
    );
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      pageSize: '50',
      status: 'failed',
      recipient: 'ada*',
      template: 'welcome',
      category: 'lifecycle',
      outcome: 'bounced',
      transport: 'smtp',
      tenantId: TENANT,
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
    await view.answer('GET', `admin/tenants/${TENANT}`, aTenant());
  });

  it('shows each mail with its state in words, why, and when', async () => {
    const view = await open();
    const deferred = aMail({
      id: 'm2',
      status: 'queued',
      subject: null,
      sentAt: null,
      attempts: 2,
      error: '451 greylisted',
      nextAttemptAt: '2026-03-04T10:09:00.000Z',
    });
    await view.answer('GET', PATH, aMailList([deferred, aMail({ outcome: 'bounced' })]));
    const [first, second] = rows(view);
    expect(first).toMatch(/Password changed.*Not written.*Waiting.*Next try 4 Mar 2026, 10:09:00 UTC.*451 greylisted.*2 tries/);
    expect(second).toMatch(/Your password was changed.*a•••@northwind\.example.*Sent.*Bounced.*Northwind Dental.*10:00:00 UTC/);
    expect(view.control(/^Password changed ?Your password/).getAttribute('href')).toBe(`/emails/log/${aMail().id}`);
    expect(view.control('Northwind Dental').getAttribute('href')).toBe(`/tenants/${TENANT}`);
  });

  it('filters by a tab and by lists, and keeps it in the address', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailList());
    await view.answer('GET', 'admin/email-templates', { items: [aTemplate()] });
    await view.click('Failed');
    expect(url()).toBe('/emails/log?status=failed');
    await view.answer('GET', PATH, aMailList());
    const [template] = [...view.element.querySelectorAll('select')];
    if (!template) throw new Error('no list of templates');
    expect([...template.options].map(({ text }) => text)).toEqual(['Any', 'Welcome']);
    template.value = 'welcome';
    template.dispatchEvent(new Event('change'));
    await view.settle();
    expect(url()).toBe('/emails/log?status=failed&template=welcome');
    await view.click('Clear filters');
    expect(url()).toBe('/emails/log');
  });

  it('tells how the mail is doing, and raises lateness', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailList());
    await view.answer('GET', SUMMARY, aMailSummary());
    expect(view.find('oc-mail-pulse').textContent?.replace(/\s+/g, ' ')).toMatch(
      /Sent ?1,204 ?Last 24 hours; 2 failed.*Came back ?3.*1 complained about.*Not sent ?9.*Waiting ?5.*1 put off.*SMTP 1,204 accepted/,
    );
    expect(view.has('[role="alert"]')).toBe(false);
    await view.click('Refresh');
    const trouble = {
      name: 'sendgrid',
      accepted: 0,
      lastAcceptedAt: null,
      troubles: 7,
      lastTroubleAt: '2026-03-04T10:04:00.000Z',
    } as const;
    await view.answer(
      'GET',
      SUMMARY,
      aMailSummary({ oldestDueAt: '2026-03-04T09:35:00.000Z', transports: [{ ...trouble, lastTrouble: '503 away' }] }),
    );
    expect(view.find('[role="alert"]').textContent).toContain('the longest waiting one was due 30 minutes ago');
    expect(view.find('.oc-transports').textContent).toMatch(/SendGrid.*nothing in 24 hours.*7 put off or refused.*503 away/s);
  });

  it('shows the list also when the figures cannot be read', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailList());
    await view.refuse('GET', SUMMARY, aProblem('service.unavailable', 503));
    expect(view.text).toContain('How the mail is doing cannot be read');
    expect(rows(view)).toHaveLength(1);
  });

  it('looks again while a mail is on its way, keeps what it has when that fails, and then stops', async () => {
    const view = await open('', { provide: POLL_MS, useValue: 1 });
    await view.answer('GET', PATH, aMailList([aMail({ status: 'sending', sentAt: null })]));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await view.settle();
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.text).toContain('This could not be refreshed');
    expect(rows(view)).toHaveLength(1);
    await view.click('Try again');
    await view.answer('GET', PATH, aMailList([aMail()]));
    expect(rows(view)[0]).toContain('Sent');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await view.settle();
    expect(view.requests('GET', PATH)).toEqual([]);
  });

  it('loads more with the cursor, and says what could not be loaded', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailList([aMail()], 'c1'));
    await view.click('Load more');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.find('[role="alert"]').textContent).toContain('cannot be reached');
    await view.click('Refresh');
    await view.answer('GET', PATH, aMailList([aMail()], 'c1'));
    expect(view.has('[role="alert"]')).toBe(false);
    await view.click('Load more');
    await view.answer('GET', PATH, aMailList([aMail({ id: 'm2' })]));
    expect(rows(view)).toHaveLength(2);
  });

  it('tells empty, filtered to nothing, failed and refused apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, aMailList([]));
    expect(view.text).toContain('No mail was ordered yet');
    await view.click('Failed');
    await view.answer('GET', PATH, aMailList([]));
    expect(view.text).toContain('No mail matches these filters');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

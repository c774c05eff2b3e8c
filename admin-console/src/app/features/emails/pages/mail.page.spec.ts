import type { Provider } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { POLL_MS } from '../../../core/poll-while';
import { aCopy, aMail, aMailDetail } from '../../../testing/email-fixtures';
import { MailPage } from './mail.page';

const ID = aMail().id;
const PATH = `admin/emails/${ID}`;
const FRESH = '0195f3c0-0000-7000-8000-000000000701';

describe('MailPage', () => {
  const open = (...providers: Provider[]) =>
    PageHarness.open(MailPage, { path: 'emails/log/:id', url: `/emails/log/${ID}`, me: { isAdmin: true }, providers });
  const button = (view: PageHarness<MailPage>, name: string) => view.control(name) as HTMLButtonElement;
  const frame = (view: PageHarness<MailPage>) => view.find<HTMLIFrameElement>('iframe');

  it('shows what became of it, in order, and names the tab', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    const timeline = [
      ...aMailDetail().timeline,
      { at: '2026-03-04T10:01:00.000Z', kind: 'bounced', detail: '550 5.1.1 unknown', provider: 'sendgrid' },
      { at: '2026-03-04T10:02:00.000Z', kind: 'resent', detail: FRESH, provider: null },
    ] as const;
    const resends = [{ id: FRESH, status: 'sent', createdAt: '2026-03-04T10:02:00.000Z' } as const];
    await view.answer('GET', PATH, aMailDetail({ outcome: 'bounced', timeline: [...timeline], resends }));
    expect(view.find('h1').textContent).toBe('Your password was changed');
    expect(TestBed.inject(Title).getTitle()).toBe('Your password was changed · Log · OrbisVoice');
    const steps = [...view.element.querySelectorAll('.oc-steps > li')].map((step) => step.textContent?.replace(/\s+/g, ' ').trim());
    expect(steps.map((step) => /^[A-Z][a-z ]+/.exec(step ?? '')?.[0])).toEqual(['Ordered', 'Sent', 'Bounced', 'Sent again']);
    expect(steps[1]).toContain('by SMTP');
    expect(steps[2]).toMatch(/by SendGrid.*550 5\.1\.1 unknown/);
    expect(view.control('sent again as a new mail').getAttribute('href')).toBe(`/emails/log/${FRESH}`);
    expect(view.control('All mails of this tenant').getAttribute('href')).toBe(`/emails/log?tenantId=${aMail().tenantId}`);
    expect(view.control('Password changed').getAttribute('href')).toBe('/emails/templates/password-changed');
  });

  it('shows what was sent: by day and by night, at the desk and on the phone, and as text', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail());
    await view.answer('GET', `${PATH}/copy`, aCopy());
    expect(frame(view).getAttribute('src')).toBe('/api/email-previews/sealed?scheme=light');
    expect(frame(view).getAttribute('sandbox')).toBe('');
    expect(frame(view).title).toBe('The mail “Your password was changed”');
    const choose = async (label: string) => {
      const found = [...view.element.querySelectorAll('oc-choice label')].find((one) => one.textContent?.trim() === label);
      found?.querySelector('input')?.click();
      await view.settle();
    };
    await choose('Dark');
    expect(frame(view).getAttribute('src')).toBe('/api/email-previews/sealed?scheme=dark');
    await choose('Phone');
    expect(view.find('.oc-viewer-desk').dataset['width']).toBe('phone');
    await choose('Plain text');
    expect(view.find('pre').textContent).toBe('Hello Ada,\nyour password was changed.');
    expect(view.has('iframe')).toBe(false);
  });

  it.each([
    ['it was never written', aMailDetail({ status: 'suppressed', sentAt: null, templateVersion: null }), 'It was never written'],
    ['it waits', aMailDetail({ status: 'queued', sentAt: null, templateVersion: null }), 'It is not written yet'],
  ])('says why there is no copy, and does not ask for one: %s', async (_, mail, words) => {
    const view = await open();
    await view.answer('GET', PATH, mail);
    expect(view.text).toContain(words);
    expect(view.requests('GET', `${PATH}/copy`)).toEqual([]);
  });

  it('says when the copy is gone', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail());
    await view.refuse('GET', `${PATH}/copy`, aProblem('email.copy_purged', 410));
    expect(view.text).toContain('There is no copy any more');
    expect(view.text).toContain('kept until 3 Apr 2026');
  });

  it('keeps the copy when it cannot be read again, and lets go of it once it is purged', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail());
    await view.answer('GET', `${PATH}/copy`, aCopy());
    await view.click('Refresh');
    await view.answer('GET', PATH, aMailDetail());
    await view.refuse('GET', `${PATH}/copy`, aProblem('service.unavailable', 503));
    expect(view.has('iframe')).toBe(true);
    expect(view.find('oc-mail-copy').textContent).toContain('This could not be refreshed');
    await view.click('Try again');
    await view.refuse('GET', `${PATH}/copy`, aProblem('email.copy_purged', 410));
    expect(view.has('iframe')).toBe(false);
    expect(view.text).toContain('There is no copy any more');
  });

  it('never shows the copy of one mail as that of the next', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail({ resends: [{ id: FRESH, status: 'sent', createdAt: '2026-03-04T10:02:00.000Z' }] }));
    await view.answer('GET', `${PATH}/copy`, aCopy());
    await TestBed.inject(Router).navigateByUrl(`/emails/log/${FRESH}`);
    await view.settle();
    await view.answer('GET', `admin/emails/${FRESH}`, aMailDetail({ id: FRESH, subject: 'Another one' }));
    expect(view.find('h1').textContent).toBe('Another one');
    expect(view.has('iframe')).toBe(false);
    await view.answer('GET', `admin/emails/${FRESH}/copy`, aCopy({ pageUrl: '/api/email-previews/another' }));
    expect(frame(view).getAttribute('src')).toBe('/api/email-previews/another?scheme=light');
  });

  it.each([
    ['queued', 'Not yet'],
    ['failed', 'Not sent'],
  ] as const)('says of a mail that is %s: %s', async (status, words) => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail({ status, sentAt: null, templateVersion: null }));
    expect(view.find('oc-mail-facts').textContent).toContain(words);
  });

  it('looks again while the mail is on its way, and asks for the copy once it was written', async () => {
    const view = await open({ provide: POLL_MS, useValue: 1 });
    await view.answer('GET', PATH, aMailDetail({ status: 'sending', sentAt: null, templateVersion: null, resendRefusal: 'under_way' }));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await view.settle();
    await view.answer('GET', PATH, aMailDetail());
    await view.answer('GET', `${PATH}/copy`, aCopy());
    expect(view.has('iframe')).toBe(true);
  });

  it('offers another try when the copy cannot be read', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail());
    await view.refuse('GET', `${PATH}/copy`, aProblem('service.unavailable', 503));
    await view.click('Try again');
    await view.answer('GET', `${PATH}/copy`, aCopy());
    expect(view.has('iframe')).toBe(true);
  });

  it('sends it again with a reason, says so, and goes to the new mail', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail({ hasOneTimeLink: true }));
    await view.click('Send again…');
    expect(view.find('dialog').textContent).toContain('a new one is made, and the one sent before ends');
    await view.type('reason', ' asked by phone ');
    await view.submit();
    const sent = await view.answer('POST', `${PATH}/resend`, { id: FRESH });
    expect(sent.request.body).toEqual({ reason: 'asked by phone' });
    expect(TestBed.inject(Router).url).toBe(`/emails/log/${FRESH}`);
    expect(view.has('dialog')).toBe(false);
  });

  it('keeps the dialog open and says why it was refused', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail());
    await view.click('Send again…');
    await view.submit();
    await view.refuse('POST', `${PATH}/resend`, aProblem('email.address_suppressed', 409));
    expect(view.find('dialog [role="alert"]').textContent).toContain('suppression list');
  });

  it('does not offer what would be refused, and says why', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail({ resendRefusal: 'suppressed' }));
    expect(button(view, 'Send again…').disabled).toBe(true);
    expect(view.find('#oc-resend-refusal').textContent).toContain('The address is on the suppression list');
    expect(button(view, 'Send again…').getAttribute('aria-describedby')).toBe('oc-resend-refusal');
  });

  it('stops a waiting mail, and only with a reason', async () => {
    const view = await open();
    await view.answer('GET', PATH, aMailDetail({ status: 'queued', sentAt: null, resendRefusal: 'under_way' }));
    await view.click('Stop…');
    await view.submit();
    expect(view.requests('POST', `${PATH}/stop`)).toEqual([]);
    await view.type('reason', 'wrong list');
    await view.submit();
    const stop = await view.answer('POST', `${PATH}/stop`, null);
    expect(stop.request.body).toEqual({ reason: 'wrong list' });
    await view.answer('GET', PATH, aMailDetail({ status: 'suppressed', sentAt: null, error: 'stopped by staff: wrong list' }));
    expect(view.text).toContain('It was not sent: stopped by staff: wrong list');
    expect(view.text).not.toContain('Stop…');
  });

  it('tells a missing mail, a refusal and a failure apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('email.message_not_found', 404));
    expect(view.text).toContain('No such mail');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTemplateDetail } from '../../../testing/email-fixtures';
import { TemplatePage } from './template.page';

const PATH = 'admin/email-templates/welcome';
const RESULT = { to: 'ada@example.com', subject: '[Test] Welcome', transport: 'smtp', detail: null } as const;

describe('TemplatePage', () => {
  const open = () =>
    PageHarness.open(TemplatePage, { path: 'emails/templates/:name', url: '/emails/templates/welcome', me: { isAdmin: true } });

  it('shows how it looks and what is known of it, and names the tab', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aTemplateDetail());
    expect(TestBed.inject(Title).getTitle()).toBe('Welcome · Templates · OrbisVoice');
    for (const text of ['Three steps to an agent', 'Product', '24 kB of HTML', 'abcdef0123456789']) expect(view.text).toContain(text);
    expect(view.find<HTMLIFrameElement>('iframe').getAttribute('src')).toBe('/api/email-previews/welcome-sealed?scheme=light');
    expect(view.control('Mails of this template').getAttribute('href')).toBe('/emails/log?template=welcome');
  });

  it('sends a test to whoever asks, and says where it went', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTemplateDetail());
    await view.click('Send a test to me');
    const sent = await view.answer('POST', `${PATH}/send-test`, { ...RESULT, outcome: 'accepted' });
    expect(sent.request.body).toEqual({});
    expect(view.find('ov-notice').textContent).toContain('“[Test] Welcome” is on its way to ada@example.com.');
  });

  it.each([
    ['deferred', '451 later', 'put the test off: 451 later'],
    ['rejected', '550 no', 'refused the test: 550 no'],
  ] as const)('says so when the server %s it', async (outcome, detail, words) => {
    const view = await open();
    await view.answer('GET', PATH, aTemplateDetail());
    await view.click('Send a test to me');
    await view.answer('POST', `${PATH}/send-test`, { ...RESULT, outcome, detail });
    expect(view.find('[role="alert"]').textContent).toContain(words);
  });

  it('says so when there were too many', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTemplateDetail());
    await view.click('Send a test to me');
    await view.refuse('POST', `${PATH}/send-test`, aProblem('request.rate_limited', 429));
    expect(view.find('[role="alert"]').textContent).toContain('Too many requests');
  });

  it('tells a missing template, a refusal and a failure apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('email.template_not_found', 404));
    expect(view.text).toContain('No such template');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTemplate } from '../../../testing/email-fixtures';
import { TemplatesPage } from './templates.page';

const PATH = 'admin/email-templates';
const RESET = aTemplate({ name: 'password-reset', category: 'security', subject: 'Set a new password', preview: 'The link works once.' });

describe('TemplatesPage', () => {
  const open = (query = '') =>
    PageHarness.open(TemplatesPage, { path: 'emails/templates', url: `/emails/templates${query}`, me: { isAdmin: true } });
  const titles = (view: PageHarness<TemplatesPage>) =>
    [...view.element.querySelectorAll('.oc-template-link')].map((link) => link.textContent);

  it('shows every template as a picture with what an inbox shows, and leads to it', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, { items: [RESET, aTemplate()] });
    expect(titles(view)).toEqual(['Password reset', 'Welcome']);
    expect(view.find('oc-template-card').textContent).toMatch(/Security.*Set a new password.*The link works once\./s);
    expect(view.control('Welcome').getAttribute('href')).toBe('/emails/templates/welcome');
    const picture = view.find<HTMLIFrameElement>('.oc-thumb iframe');
    expect([picture.getAttribute('src'), picture.tabIndex]).toEqual(['/api/email-previews/welcome-sealed?scheme=light', -1]);
    expect(view.find('.oc-thumb').hasAttribute('inert')).toBe(true);
  });

  it('searches what it shows, and keeps it in the address', async () => {
    const view = await open('?category=security');
    await view.answer('GET', PATH, { items: [RESET, aTemplate()] });
    expect(titles(view)).toEqual(['Password reset']);
    expect(view.text).toContain('1 of 2 templates');
    await view.type('ov-search input', 'three steps');
    view.find('ov-search input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await view.settle();
    expect(view.text).toContain('No template matches');
    await view.click('Show all');
    expect(TestBed.inject(Router).url).toBe('/emails/templates');
    expect(titles(view)).toHaveLength(2);
  });

  it('tells a failure and a refusal apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});

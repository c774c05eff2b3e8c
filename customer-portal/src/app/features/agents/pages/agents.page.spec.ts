import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPage, anAgent } from '../../../testing/factories';
import { fileOf } from '../../../testing/list-file';
import { describePageStates } from '../../../testing/page-states';
import AgentsPage from './agents.page';

describe('agents page', () => {
  describePageStates(AgentsPage, 'agents');

  it('asks as the address says', async () => {
    const page = await PageHarness.open(AgentsPage, { url: '/page?search=desk&state=inactive&sort=name&page=2' });
    const { request } = page.request('GET', 'agents');
    expect(Object.fromEntries(request.params.keys().map((key) => [key, request.params.get(key)]))).toEqual({
      search: 'desk',
      isActive: 'false',
      sort: 'name',
      page: '2',
    });
    expect(await fileOf(page)).toEqual({ dataset: 'agents', filters: { search: 'desk', isActive: false, isDeleted: false } });
  });

  it('does not pass on a sort the API does not know', async () => {
    const page = await PageHarness.open(AgentsPage, { url: '/page?sort=password' });
    expect(page.request('GET', 'agents').request.params.get('sort')).toBe('-createdAt');
  });

  it('lists agents as links and writes a new sort into the address', async () => {
    const page = await PageHarness.open(AgentsPage);
    await page.answer('GET', 'agents', aPage([anAgent({ name: 'Reception' })]));
    expect(page.find('.ov-row-link').textContent).toContain('Reception');
    await page.click(/^Name/);
    expect(TestBed.inject(Router).url).toBe('/page?sort=name');
    expect(page.request('GET', 'agents').request.params.get('sort')).toBe('name');
    expect(page.text).toContain('Reception');
  });

  it('switches an agent off, with undo', async () => {
    const page = await PageHarness.open(AgentsPage);
    const agent = anAgent({ name: 'Reception' });
    await page.answer('GET', 'agents', aPage([agent]));
    await page.click('Reception is active');
    const { request } = await page.answer('PATCH', `agents/${agent.id}`, { ...agent, isActive: false });
    expect(request.body).toEqual({ isActive: false });
    expect(page.find('[role="switch"]').getAttribute('aria-checked')).toBe('false');
    TestBed.inject(ToastService).toasts()[0]?.undo?.();
    expect(page.request('PATCH', `agents/${agent.id}`).request.body).toEqual({ isActive: true });
  });

  it('says when switching fails and reads the truth again', async () => {
    const page = await PageHarness.open(AgentsPage);
    const agent = anAgent({ name: 'Reception' });
    await page.answer('GET', 'agents', aPage([agent]));
    await page.click('Reception is active');
    await page.refuse('PATCH', `agents/${agent.id}`, aProblem('agents.not_found', 404));
    expect(TestBed.inject(ToastService).toasts()[0]).toMatchObject({ tone: 'danger' });
    expect(page.request('GET', 'agents')).toBeTruthy();
  });

  it('tells an empty list from an empty search', async () => {
    const page = await PageHarness.open(AgentsPage);
    await page.answer('GET', 'agents', aPage([]));
    expect(page.text).toContain('No agents yet');
    TestBed.resetTestingModule();
    const searched = await PageHarness.open(AgentsPage, { url: '/page?search=zzz' });
    await searched.answer('GET', 'agents', aPage([]));
    await searched.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe('/page');
    expect(document.activeElement).toBe(searched.find('ov-search input'));
  });

  it('lets a member look, not touch', async () => {
    const page = await PageHarness.open(AgentsPage, { role: 'member' });
    await page.answer('GET', 'agents', aPage([anAgent()]));
    expect(page.has('[role="switch"]')).toBe(false);
    expect(() => page.control('New agent')).toThrow();
  });
});

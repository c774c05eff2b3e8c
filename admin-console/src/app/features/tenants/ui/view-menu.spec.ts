import { TestBed } from '@angular/core/testing';
import type { TenantView } from '@orbisvoice/shared-dto';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenant } from '../../../testing/fixtures';
import { TenantsPage } from '../pages/tenants.page';

const VIEWS = 'admin/tenant-views';
const AT = '2026-03-04T10:00:00.000Z';
const ID = '0195f3c0-0000-7000-8000-000000000900';
const aView = (over: Partial<TenantView> = {}): TenantView => ({
  id: ID,
  name: 'Late payers',
  isShared: false,
  isOwn: true,
  isDefault: false,
  ownerName: 'Sam Staff',
  settings: { filter: { state: 'past_due' }, sort: '-mrr', columns: ['name', 'mrr'] },
  updatedAt: AT,
  ...over,
});

describe('ViewMenu', () => {
  const open = async (views: TenantView[] = [aView()]) => {
    const view = await PageHarness.open(TenantsPage, { path: 'tenants', url: '/tenants?sort=name', me: { isAdmin: true } });
    await view.answer('GET', 'admin/tenants', { items: [aTenant()], total: 1, next: null, asOf: AT });
    await view.answer('GET', VIEWS, { items: views });
    return view;
  };
  const names = (view: PageHarness<unknown>) =>
    [...view.element.querySelectorAll('oc-view-menu ov-menu p ~ button')].map((button) => button.textContent?.trim());
  const listed = (view: PageHarness<unknown>) =>
    [...view.element.querySelectorAll('.oc-view-list b')].map((name) => name.textContent?.trim());
  const toast = () => TestBed.inject(ToastService).toasts().at(-1);
  const manage = async (view: PageHarness<unknown>) => {
    await view.click('Views');
    await view.click('Manage views');
  };
  const save = async (view: PageHarness<unknown>, name: string) => {
    await view.click('Views');
    await view.click('Save this list as a view');
    await view.type('name', name);
    await view.submit();
  };

  it('has a view before it is saved, and nothing can be done to it until it is', async () => {
    const view = await open();
    await save(view, ' Payers ');
    expect(view.has('form')).toBe(false);
    await manage(view);
    expect(listed(view)).toEqual(['Late payers', 'Payers']);
    expect(view.text).toContain('Being saved…');
    expect(view.element.querySelectorAll('[aria-label="Delete: Payers"]')).toHaveLength(0);
    const sent = await view.answer('POST', VIEWS, aView({ id: 'v2', name: 'Payers' }));
    expect(sent.request.body).toMatchObject({ name: 'Payers', isShared: false, settings: { sort: 'name' } });
    expect(view.control('Delete: Payers')).toBeTruthy();
    expect(toast()).toMatchObject({ tone: 'success', text: 'Saved the view “Payers”' });
    view.verify();
  });

  it('takes a view back that could not be saved, and says why', async () => {
    const view = await open();
    await save(view, 'Trials');
    await view.refuse('POST', VIEWS, aProblem('admin.view_name_taken', 409));
    expect(toast()).toMatchObject({ tone: 'danger' });
    expect(toast()?.text).toMatch(/^The views are as they were\. ./);
    await view.answer('GET', VIEWS, { items: [aView()] });
    await manage(view);
    expect(listed(view)).toEqual(['Late payers']);
  });

  it('says at the field what is wrong with a name, and keeps what was typed', async () => {
    const view = await open([aView(), aView({ id: 'v2', name: 'Trials', isOwn: false })]);
    const said = () => view.find('.ov-field-error').textContent;
    await save(view, ' late Payers ');
    expect(said()).toContain('You have a view of this name already.');
    expect(view.find<HTMLInputElement>('[name="name"]').value).toBe(' late Payers ');
    await view.type('name', '   ');
    await view.submit();
    expect(said()).toContain('A view needs a name.');
    view.verify();
    await view.type('name', 'Trials');
    await view.submit();
    expect(view.has('form')).toBe(false);
    expect(view.requests('POST', VIEWS)).toHaveLength(1);
  });

  it('keeps its own name', async () => {
    const view = await open();
    await manage(view);
    await view.click('Rename: Late payers');
    await view.type('name', 'Late Payers');
    await view.submit();
    expect((await view.answer('PATCH', `${VIEWS}/${ID}`, aView({ name: 'Late Payers' }))).request.body).toEqual({ name: 'Late Payers' });
  });

  it.each([
    ['does not know it yet', [aView()]],
    ['knows it already', [aView(), aView({ id: 'v2', name: 'Payers' })]],
  ])('has a saved view once where another look meanwhile %s', async (_, meanwhile) => {
    const view = await open();
    await save(view, 'Payers');
    await manage(view);
    await view.click('Delete: Late payers');
    await view.answer('DELETE', `${VIEWS}/${ID}`, null);
    toast()?.undo?.();
    await view.settle();
    await view.answer('POST', `${VIEWS}/${ID}/restore`, aView());
    await view.answer('GET', VIEWS, { items: meanwhile });
    await view.answer('POST', VIEWS, aView({ id: 'v2', name: 'Payers' }));
    expect(listed(view)).toEqual(['Late payers', 'Payers']);
    view.verify();
  });

  it('renames at once, and gives the name back when it is refused', async () => {
    const view = await open();
    await manage(view);
    await view.click('Rename: Late payers');
    await view.type('name', 'Overdue');
    await view.submit();
    await manage(view);
    expect(listed(view)).toEqual(['Overdue']);
    await view.refuse('PATCH', `${VIEWS}/${ID}`, aProblem('service.unavailable', 503));
    expect(listed(view)).toEqual(['Late payers']);
    expect(toast()).toMatchObject({ tone: 'danger' });
  });

  it('deletes at once with a way back, and shows what could not be deleted', async () => {
    const view = await open();
    await manage(view);
    await view.click('Delete: Late payers');
    expect(listed(view)).toEqual([]);
    await view.refuse('DELETE', `${VIEWS}/${ID}`, aProblem('service.unavailable', 503));
    expect(listed(view)).toEqual(['Late payers']);
    await view.answer('GET', VIEWS, { items: [aView()] });
    await view.click('Delete: Late payers');
    await view.answer('DELETE', `${VIEWS}/${ID}`, null);
    expect(listed(view)).toEqual([]);
    expect(toast()).toMatchObject({ tone: 'success', text: 'Deleted the view “Late payers”' });
    toast()?.undo?.();
    await view.settle();
    await view.answer('POST', `${VIEWS}/${ID}/restore`, aView());
    await view.answer('GET', VIEWS, { items: [aView()] });
    expect(listed(view)).toEqual(['Late payers']);
  });

  it('shares and chooses at once, and neither answer undoes the other', async () => {
    const view = await open();
    await manage(view);
    const button = view.control('Share: Late payers');
    await view.click('Share: Late payers');
    // the same button under another word: whoever pressed it by key is still on it
    expect(view.control('Make private: Late payers')).toBe(button);
    await view.click('Open the list with it: Late payers');
    expect(view.control('Make private: Late payers')).toBeTruthy();
    await view.answer('PUT', `${VIEWS}/default`, { items: [aView({ isDefault: true })] });
    await view.answer('PATCH', `${VIEWS}/${ID}`, aView({ isShared: true }));
    expect(view.control('Make private: Late payers')).toBeTruthy();
    expect(view.control('Do not open the list with it: Late payers')).toBeTruthy();
  });

  it('lists one’s own and those of colleagues', async () => {
    const view = await open([aView(), aView({ id: 'v2', name: 'Trials', isOwn: false, isShared: true, ownerName: 'Jo' })]);
    await view.click('Views');
    expect(names(view)).toEqual(expect.arrayContaining(['Late payers', 'Trials']));
  });
});

import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { AdminSearch } from '@orbisvoice/shared-dto';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { AREAS } from '../../areas';
import { Recents } from '../../core/recents';
import { Palette } from './palette';

const ID = '0190b1f0-0000-7000-8000-000000000001';
const hit = (change: object = {}) => ({
  id: ID,
  title: 'Loom & Sons',
  detail: 'loom-sons',
  tenantId: ID,
  tenantName: 'Loom & Sons',
  at: null,
  isExact: false,
  ...change,
});
const FOUND: AdminSearch = {
  groups: [
    { kind: 'tenant', hits: [hit()], hasMore: true },
    { kind: 'user', hits: [hit({ title: 'Ada Loom' })], hasMore: false },
    { kind: 'stripe_event', hits: [hit({ id: 'evt_1', title: 'invoice.paid', at: '2026-05-04T10:00:00.000Z' })], hasMore: false },
    { kind: 'audit_entry', hits: [hit({ title: 'agent.created' })], hasMore: false },
  ],
};

let pressed = 0;

@Component({
  imports: [Palette],
  template: `
    <main>
      <div data-actions><button (click)="press()">Suspend</button><button disabled>Ban</button></div>
    </main>
    @if (isOpen()) {
      <oc-palette (closed)="isOpen.set(false)" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly isOpen = signal(true);
  press(): void {
    pressed++;
  }
}

describe('Palette', () => {
  // compiling every area takes its time, once
  beforeAll(() => Promise.all(AREAS.map((area) => area.load())), 120_000);
  beforeEach(() => (pressed = 0));

  async function open(): Promise<PageHarness<Host>> {
    const view = await PageHarness.open(Host, { path: 'here', url: '/here', me: { isAdmin: true } });
    await waitForPages(view);
    return view;
  }
  /** Every area is loaded to know its pages. */
  async function waitForPages(view: PageHarness<Host>): Promise<void> {
    for (let round = 0; round < 50 && !view.text.includes('Reconciliation'); round++) await view.settle();
  }
  async function type(view: PageHarness<Host>, text: string): Promise<void> {
    const field = view.find<HTMLInputElement>('[role="combobox"]');
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await view.settle();
  }
  async function key(view: PageHarness<Host>, name: string): Promise<void> {
    view.find('[role="combobox"]').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    await view.settle();
  }
  const labels = (view: PageHarness<Host>) =>
    [...view.element.querySelectorAll('.oc-palette-label')].map((label) => label.textContent?.trim());
  const active = (view: PageHarness<Host>) => view.find('[aria-selected="true"] .oc-palette-label').textContent?.trim();
  const url = () => TestBed.inject(Router).url;

  it('offers what the page can do and every page there is, before anything is typed', async () => {
    const view = await open();
    expect(labels(view)).toEqual(expect.arrayContaining(['Suspend', 'Tenants', 'Reconciliation', 'Integrity']));
    expect(labels(view)).not.toContain('Ban');
    expect(active(view)).toBe('Suspend');
    expect(view.find('[role="combobox"]').getAttribute('aria-activedescendant')).toBe(view.find('[aria-selected="true"]').id);
    view.verify();
  });

  it('is walked with the keys, round its ends', async () => {
    const view = await open();
    const [first] = labels(view);
    const last = labels(view).at(-1);
    await key(view, 'ArrowUp');
    expect(active(view)).toBe(last);
    await key(view, 'ArrowDown');
    expect(active(view)).toBe(first);
    await key(view, 'End');
    expect(active(view)).toBe(last);
    await key(view, 'Home');
    expect(active(view)).toBe(first);
  });

  it('goes to the page that is called so', async () => {
    const view = await open();
    await type(view, 'integrity');
    view.request('GET', 'admin/search').flush({ groups: [] });
    await view.settle();
    expect(labels(view)).toEqual(['Integrity']);
    await key(view, 'Enter');
    expect(url()).toBe('/audit/integrity');
    expect(view.has('dialog')).toBe(false);
  });

  it('presses the button of the page', async () => {
    const view = await open();
    await key(view, 'Enter');
    expect(pressed).toBe(1);
    expect(document.activeElement?.textContent).toBe('Suspend');
  });

  it('finds things, and goes to each where it is', async () => {
    for (const [downs, target] of [
      [0, `/tenants/${ID}`],
      [1, '/tenants?search=loom'],
      [2, `/users/${ID}`],
      [3, '/billing/events/evt_1'],
      [4, `/audit?id=${ID}`],
    ] as const) {
      TestBed.resetTestingModule();
      const view = await open();
      await type(view, 'loom');
      expect(view.find('[role="listbox"]').getAttribute('aria-busy')).toBe('true');
      expect(view.find('[role="status"]').textContent).toContain('Searching');
      await view.answer('GET', 'admin/search', FOUND);
      expect(labels(view)).toEqual(['Loom & Sons', 'All with “loom”', 'Ada Loom', 'invoice.paid', 'Created an agent']);
      for (let step = 0; step < downs; step++) await key(view, 'ArrowDown');
      await key(view, 'Enter');
      expect(url()).toBe(target);
    }
  });

  it('says that nothing is called so', async () => {
    const view = await open();
    await type(view, 'zzz');
    await view.answer('GET', 'admin/search', { groups: [] });
    expect(view.find('[role="status"]').textContent).toContain('Nothing is called “zzz”.');
    await key(view, 'Enter');
    expect(view.has('dialog')).toBe(true);
  });

  it('says that the search failed, keeps the pages, and tries again', async () => {
    const view = await open();
    await type(view, 'tenants');
    await view.refuse('GET', 'admin/search', aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('The search did not answer');
    expect(labels(view)).toContain('Tenants');
    await view.click('Try again');
    await view.answer('GET', 'admin/search', FOUND);
    expect(view.has('[role="alert"]')).toBe(false);
    expect(labels(view)).toContain('Loom & Sons');
  });

  it('asks the server for two letters or more, and only for the last of what is typed', async () => {
    const view = await open();
    await type(view, 'l');
    expect(view.requests('GET', 'admin/search')).toEqual([]);
    const field = view.find<HTMLInputElement>('[role="combobox"]');
    for (const text of ['lo', 'loo']) {
      field.value = text;
      field.dispatchEvent(new Event('input'));
    }
    await type(view, 'loom');
    expect(view.requests('GET', 'admin/search').map(({ request }) => request.urlWithParams)).toEqual(['/api/admin/search?q=loom']);
  });

  it('offers what was looked at last', async () => {
    const view = await PageHarness.open(Host, { path: 'here', url: '/here', me: { isAdmin: true } });
    TestBed.inject(Recents).note({ url: `/tenants/${ID}`, label: 'Loom & Sons', area: 'Tenants' });
    await waitForPages(view);
    await view.settle();
    expect(labels(view)[0]).toBe('Loom & Sons');
    await key(view, 'Enter');
    expect(url()).toBe(`/tenants/${ID}`);
  });
});

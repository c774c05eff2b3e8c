import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { ApiProblem } from '../core/api-problem';
import type { KeysetPage } from '../core/keyset-list';
import { draw, one } from '../testing/component-harness';
import { OvKeysetPart } from './keyset-part';

const WORDS = {
  empty: 'No things yet',
  emptyText: 'They come.',
  emptyFiltered: 'No thing matches',
  emptyFilteredText: 'Try fewer filters.',
};

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvKeysetPart],
  template: `
    <ov-keyset-part
      icon="inbox"
      [list]="list"
      [page]="page()"
      [words]="words"
      [isFiltered]="isFiltered()"
      [isStale]="isStale()"
      (cleared)="cleared = cleared + 1"
    >
      <ol>
        @for (item of page()?.items; track item) {
          <li>{{ item }}</li>
        }
      </ol>
      <p ovEmptyBody>What there could be</p>
      @if (mayAdd()) {
        <button ovEmptyActions type="button">Add a thing</button>
      }
    </ov-keyset-part>
  `,
})
class Host {
  words = WORDS;
  page = signal<KeysetPage<string> | undefined>(undefined);
  isFiltered = signal(false);
  isStale = signal(false);
  mayAdd = signal(true);
  cleared = 0;
  list = { moreProblem: signal<ApiProblem | null>(null), isLoadingMore: signal(false), loadMore: jest.fn(() => Promise.resolve()) };
}

describe('ov-keyset-part', () => {
  const open = async () => {
    const fixture = await draw(Host);
    const root = fixture.nativeElement as HTMLElement;
    return { fixture, host: fixture.componentInstance, root, has: (selector: string) => root.querySelector(selector) !== null };
  };

  it('says that the rows are on their way', async () => {
    const { fixture, has } = await open();
    expect(one(fixture, 'ov-skeleton').getAttribute('role')).toBe('status');
    expect(has('ol, ov-empty, ov-load-more')).toBe(false);
  });

  it('shows the rows, how many there are, and the way to more', async () => {
    const { fixture, host, has } = await open();
    host.page.set({ items: ['one', 'two'], next: 'cursor-1' });
    await fixture.whenStable();
    expect(one(fixture, 'ol').textContent).toBe('onetwo');
    expect(has('ov-skeleton, ov-empty, p')).toBe(false);
    expect(one(fixture, 'ov-load-more [role="status"]').textContent).toBe('2 shown');
    one(fixture, 'ov-load-more button').click();
    expect(host.list.loadMore).toHaveBeenCalledTimes(1);
    host.list.isLoadingMore.set(true);
    await fixture.whenStable();
    expect(one(fixture, 'ov-load-more button').getAttribute('aria-busy')).toBe('true');
    host.list.isLoadingMore.set(false);
    host.page.set({ items: ['one', 'two', 'three'], next: null });
    await fixture.whenStable();
    expect(one(fixture, 'ov-load-more').textContent).toContain('3 shown · That is all of them');
    expect(has('ov-load-more button')).toBe(false);
  });

  it('tells why there was no more, beside the rows and the way to try again', async () => {
    const { fixture, host, has } = await open();
    host.page.set({ items: ['one'], next: 'cursor-1' });
    host.list.moreProblem.set(new ApiProblem({ code: 'service.unavailable', status: 503 }));
    await fixture.whenStable();
    expect(one(fixture, 'ov-notice').getAttribute('role')).toBe('alert');
    expect(one(fixture, 'ov-notice').textContent).toContain('cannot be reached');
    expect(has('ol')).toBe(true);
    expect(has('ov-load-more button')).toBe(true);
  });

  it('offers no next piece of rows that could not be read again, and does not say that there is none', async () => {
    const { fixture, host, has } = await open();
    host.page.set({ items: ['one'], next: 'cursor-1' });
    await fixture.whenStable();
    one(fixture, 'ov-load-more button').focus();
    host.isStale.set(true);
    await fixture.whenStable();
    expect(has('ol')).toBe(true);
    expect(has('ov-load-more button')).toBe(false);
    expect(one(fixture, 'ov-load-more').textContent.trim()).toBe('1 shown');
    expect(document.activeElement).toBe(one(fixture, 'ov-load-more [role="status"]'));
    host.isStale.set(false);
    await fixture.whenStable();
    expect(has('ov-load-more button')).toBe(true);
    host.isStale.set(true);
    host.page.set({ items: ['one'], next: null });
    await fixture.whenStable();
    expect(one(fixture, 'ov-load-more').textContent).toContain('1 shown · That is all of them');
  });

  it('says what an empty list would hold, with what the page offers', async () => {
    const { fixture, host, has } = await open();
    host.page.set({ items: [], next: null });
    await fixture.whenStable();
    expect(one(fixture, 'ov-empty').textContent).toMatch(/No things yet\s*They come\.\s*What there could be/);
    expect(one(fixture, 'ov-empty .ov-state-actions').textContent).toContain('Add a thing');
    expect(has('ol, ov-load-more')).toBe(false);
    host.mayAdd.set(false);
    await fixture.whenStable();
    expect(has('ov-empty button')).toBe(false);
  });

  it('tells filtered to nothing from empty, and leads out of it', async () => {
    const { fixture, host } = await open();
    host.page.set({ items: [], next: null });
    host.isFiltered.set(true);
    await fixture.whenStable();
    expect(one(fixture, 'ov-empty').textContent).toMatch(/No thing matches\s*Try fewer filters\.\s*Clear filters/);
    expect(one(fixture, 'ov-empty').textContent).not.toContain('What there could be');
    one(fixture, 'ov-empty button').click();
    expect(host.cleared).toBe(1);
  });

  it('takes the focus when the filters go, and keeps it until the rows are there', async () => {
    const { fixture, host } = await open();
    host.page.set({ items: [], next: null });
    host.isFiltered.set(true);
    await fixture.whenStable();
    one(fixture, 'ov-empty button').focus();
    one(fixture, 'ov-empty button').click();
    for (const page of [undefined, { items: ['one'], next: null }]) {
      host.isFiltered.set(false);
      host.page.set(page);
      await fixture.whenStable();
      expect(document.activeElement).toBe(one(fixture, 'ov-keyset-part[role="group"][aria-label="Results"]'));
    }
  });
});

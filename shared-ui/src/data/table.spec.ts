import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { provideRouter } from '@angular/router';
import { draw, one } from '../testing/component-harness';
import { OvLoadMore, OvPager } from './pager';
import { OvCell, OvTable, type Column } from './table';

interface Row {
  id: string;
  name: string;
}

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvCell, OvLoadMore, OvPager, OvTable],
  template: `
    <ov-table caption="Things" [columns]="columns" [rows]="rows" [sort]="sort()" [rowLink]="link" (sortChange)="sort.set($event)">
      <ng-template ovCell="name" [of]="rows" let-row>{{ row.name }}</ng-template>
      <ng-template ovCell="id" [of]="rows" let-row>#{{ row.id }}</ng-template>
    </ov-table>
    <ov-pager [page]="page()" [pageSize]="20" [total]="41" (pageChange)="page.set($event)" />
    <ov-load-more [shown]="20" [hasMore]="true" (more)="more = more + 1" />
  `,
})
class Host {
  columns: Column[] = [
    { key: 'name', label: 'Name', sort: 'name' },
    { key: 'id', label: 'Id' },
  ];
  rows: Row[] = [
    { id: '1', name: 'One' },
    { id: '2', name: 'Two' },
  ];
  sort = signal('-createdAt');
  page = signal(1);
  more = 0;
  link = (row: Row): string[] => ['/things', row.id];
}

describe('ov-table', () => {
  const open = () => draw(Host, [provideRouter([{ path: '**', children: [] }])]);

  it('sorts up, then down, and says so', async () => {
    const fixture = await open();
    const head = one(fixture, 'th');
    expect(head.getAttribute('aria-sort')).toBeNull();
    for (const expected of ['ascending', 'descending', 'ascending']) {
      one(fixture, 'th button').click();
      await fixture.whenStable();
      expect(head.getAttribute('aria-sort')).toBe(expected);
    }
    expect(fixture.componentInstance.sort()).toBe('name');
  });

  it('makes the first cell the link of the row, and arrows walk the links', async () => {
    const fixture = await open();
    const links = (fixture.nativeElement as HTMLElement).querySelectorAll<HTMLAnchorElement>('.ov-row-link');
    expect(Array.from(links, (link) => link.getAttribute('href'))).toEqual(['/things/1', '/things/2']);
    links[0]?.focus();
    links[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.activeElement).toBe(links[1]);
  });

  it('names every cell for the phone layout', async () => {
    const fixture = await open();
    const labels = Array.from((fixture.nativeElement as HTMLElement).querySelectorAll('td'), (cell) => cell.dataset['label']);
    expect(labels).toEqual(['Name', 'Id', 'Name', 'Id']);
  });
});

describe('paging', () => {
  it('says which rows of how many and stops at both ends', async () => {
    const fixture = await draw(Host, [provideRouter([{ path: '**', children: [] }])]);
    const pager = one(fixture, 'ov-pager');
    const [previous, next] = Array.from(pager.querySelectorAll('button'));
    expect(pager.textContent).toContain('1–20 of 41');
    expect(previous?.disabled).toBe(true);
    next?.click();
    next?.click();
    await fixture.whenStable();
    next?.click();
    await fixture.whenStable();
    expect(pager.textContent).toContain('41–41 of 41');
    expect(next?.disabled).toBe(true);
  });

  it('asks for more by its button', async () => {
    const fixture = await draw(Host, [provideRouter([{ path: '**', children: [] }])]);
    one(fixture, 'ov-load-more button').click();
    expect(fixture.componentInstance.more).toBe(1);
  });
});

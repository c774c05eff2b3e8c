import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import { provideRouter } from '@angular/router';
import { draw, one } from '../testing/component-harness';
import { OvLoadMore } from './pager';
import { OvCell, OvTable, type Column } from './table';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvCell, OvLoadMore, OvTable],
  template: `
    <button type="button">Elsewhere</button>
    @if (isTable()) {
      <ov-table caption="Things" [columns]="columns" [rows]="rows()" [rowLink]="link">
        <ng-template ovCell="id" [of]="rows()" let-row>{{ row.id }}</ng-template>
      </ov-table>
    }
    <ov-load-more [shown]="rows().length" [hasMore]="hasMore()" />
  `,
})
class Host {
  columns: Column[] = [{ key: 'id', label: 'Id' }];
  ids = signal(['a', 'b']);
  rows = computed(() => this.ids().map((id) => ({ id })));
  hasMore = signal(true);
  isTable = signal(true);
  link = (row: { id: string }): string[] => ['/things', row.id];
}

describe('ov-load-more', () => {
  const open = async () => {
    const fixture = await draw(Host, [provideRouter([{ path: '**', children: [] }])]);
    const host = fixture.componentInstance;
    one(fixture, 'ov-load-more button').focus();
    one(fixture, 'ov-load-more button').click();
    const answer = async (ids: string[], hasMore: boolean) => {
      host.ids.set(ids);
      host.hasMore.set(hasMore);
      await fixture.whenStable();
      return document.activeElement;
    };
    return { fixture, host, answer };
  };

  it('keeps the focus while there is more', async () => {
    const { fixture, answer } = await open();
    expect(await answer(['a', 'b', 'c'], true)).toBe(one(fixture, 'ov-load-more button'));
  });

  it('leaves it to the first row of the last piece', async () => {
    const { answer } = await open();
    const focused = await answer(['a', 'b', 'c', 'd'], false);
    expect([focused?.className, focused?.textContent?.trim()]).toEqual(['ov-row-link', 'c']);
  });

  it('leaves it to its own words where the last piece was empty', async () => {
    const { answer } = await open();
    expect((await answer(['a', 'b'], false))?.textContent).toBe('2 shown · That is all of them');
  });

  it('leaves it to its own words where no table shows the rows', async () => {
    const { host, answer } = await open();
    host.isTable.set(false);
    expect((await answer(['a', 'b', 'c'], false))?.textContent).toBe('3 shown · That is all of them');
  });

  it('takes it from nobody who has gone elsewhere', async () => {
    const { fixture, answer } = await open();
    one(fixture, 'button').focus();
    expect(await answer(['a', 'b', 'c'], false)).toBe(one(fixture, 'button'));
  });
});

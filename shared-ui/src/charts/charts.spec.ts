import { ChangeDetectionStrategy, Component } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvBarChart } from './bar-chart';
import { provideCharts } from './provide-charts';
import { labelStride, niceTop, ticks } from './scale';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBarChart],
  template: `<ov-bar-chart caption="Per day" valueLabel="Conversations" labelHead="Day" [points]="points" />`,
})
class Host {
  points = [
    { label: '1 May', value: 3 },
    { label: '2 May', value: 1200 },
    { label: '2 May', value: 0 },
  ];
}

const press = (element: HTMLElement, key: string): boolean => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const readout = (fixture: Parameters<typeof one>[0]): string | undefined =>
  one(fixture, '.ov-readout').textContent?.replace(/\s+/g, ' ').trim();

describe('charts', () => {
  it('are one tab stop, read bar by bar with the arrow keys', async () => {
    const fixture = await draw(Host, [provideCharts()]);
    const plot = one(fixture, '.ov-plot');
    expect(plot.tabIndex).toBe(0);
    expect(readout(fixture)).toBe('Conversations');
    press(plot, 'ArrowRight');
    press(plot, 'ArrowRight');
    await fixture.whenStable();
    expect(readout(fixture)).toBe('2 May: 1,200 Conversations');
    press(plot, 'ArrowRight');
    press(plot, 'Home');
    await fixture.whenStable();
    expect(readout(fixture)).toBe('1 May: 3 Conversations');
    plot.dispatchEvent(new Event('blur'));
    await fixture.whenStable();
    expect(readout(fixture)).toBe('Conversations');
  });

  it('draw a bar per point, also for two of one name, and light up the one that is read', async () => {
    const fixture = await draw(Host, [provideCharts()]);
    const root = fixture.nativeElement as HTMLElement;
    expect(root.querySelectorAll('g[ngx-charts-bar]')).toHaveLength(3);
    press(one(fixture, '.ov-plot'), 'ArrowRight');
    await fixture.whenStable();
    expect(Array.from(root.querySelectorAll('path.bar'), (bar) => bar.classList.contains('active'))).toEqual([true, false, false]);
  });

  it('have a table twin with the same figures', async () => {
    const fixture = await draw(Host, [provideCharts()]);
    one(fixture, 'ov-bar-chart button').click();
    await fixture.whenStable();
    const rows = Array.from(one(fixture, 'table').querySelectorAll('tr'), (row) =>
      Array.from(row.cells, (cell) => cell.textContent?.trim()),
    );
    expect(rows).toEqual([
      ['Day', 'Conversations'],
      ['1 May', '3'],
      ['2 May', '1,200'],
      ['2 May', '0'],
    ]);
  });
});

describe('scales', () => {
  it.each([0, 1, 3, 7, 10, 25, 99, 100, 101, 12_345, 9_999_999])('the top of an axis is never below %i', (max) => {
    const top = niceTop(max);
    expect(top).toBeGreaterThanOrEqual(max);
    expect(ticks(top).every((tick) => Number.isInteger(tick))).toBe(true);
  });

  it('thins labels out', () => expect([labelStride(30, 1700), labelStride(30, 300)]).toEqual([1, 6]));
});

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvBarChart } from './bar-chart';
import { OvLineChart } from './line-chart';
import { labelStride, niceTop, ticks } from './scale';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBarChart, OvLineChart],
  template: `
    <ov-bar-chart caption="Per day" valueLabel="Conversations" labelHead="Day" [points]="points" />
    <ov-line-chart caption="Money" labelHead="Month" [labels]="['Jan', 'Feb', 'Mar']" [series]="series" />
  `,
})
class Host {
  points = [
    { label: '1 May', value: 3 },
    { label: '2 May', value: 1200 },
  ];
  series = [
    { name: 'MRR', values: [1, 2, 3] },
    { name: 'Churn', values: [1, null, 2] },
  ];
}

const press = (element: HTMLElement, key: string): boolean => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('charts', () => {
  it('are one tab stop, read point by point with the arrow keys', async () => {
    const fixture = await draw(Host);
    const plot = one(fixture, 'ov-bar-chart .ov-plot');
    expect(plot.tabIndex).toBe(0);
    press(plot, 'ArrowRight');
    press(plot, 'ArrowRight');
    await fixture.whenStable();
    expect(one(fixture, 'ov-bar-chart [aria-live]').textContent).toBe('2 May: 1,200 Conversations');
    press(plot, 'ArrowRight');
    press(plot, 'Home');
    await fixture.whenStable();
    expect(one(fixture, 'ov-bar-chart [aria-live]').textContent).toBe('1 May: 3 Conversations');
  });

  it('have a table twin with the same figures', async () => {
    const fixture = await draw(Host);
    one(fixture, 'ov-line-chart button').click();
    await fixture.whenStable();
    const rows = Array.from(one(fixture, 'ov-line-chart table').querySelectorAll('tr'), (row) =>
      Array.from(row.cells, (cell) => cell.textContent?.trim()),
    );
    expect(rows).toEqual([
      ['Month', 'MRR', 'Churn'],
      ['Jan', '1', '1'],
      ['Feb', '2', '—'],
      ['Mar', '3', '2'],
    ]);
  });

  it('leave a gap where there is no value', async () => {
    const fixture = await draw(Host);
    const paths = (fixture.nativeElement as HTMLElement).querySelectorAll('ov-line-chart .ov-plot .ov-line');
    expect(paths[0]?.getAttribute('d')?.match(/M/g)).toHaveLength(1);
    expect(paths[1]?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  });
});

describe('scales', () => {
  it.each([0, 1, 3, 7, 99, 100, 101, 12_345, 9_999_999])('the top of an axis is never below %i', (max) => {
    const top = niceTop(max);
    expect(top).toBeGreaterThanOrEqual(max);
    expect(ticks(top).every((tick) => Number.isInteger(tick))).toBe(true);
  });

  it('thins labels out', () => expect([labelStride(30, 1700), labelStride(30, 300)]).toEqual([1, 6]));
});

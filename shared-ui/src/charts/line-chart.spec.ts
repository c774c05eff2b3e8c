import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvLineChart } from './line-chart';
import { lineLayout, lineTop, stretchesOf, timeTop } from './line-layout';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvLineChart],
  template: `<ov-line-chart
    caption="Latency"
    labelHead="Time"
    gapLabel="not recorded"
    [labels]="['10:00', '10:01', '10:02', '10:03']"
    [gaps]="[false, true, false, false]"
    [lines]="lines"
    [open]="open()"
  />`,
})
class Host {
  readonly open = signal<readonly boolean[]>([]);
  lines = [
    { name: 'p50', values: [1, null, 3, 4] },
    { name: 'p99', values: [10, null, null, 40] },
  ];
}

const press = (element: HTMLElement, key: string): boolean => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('line chart', () => {
  it('is one tab stop, read step by step, and says where nothing was recorded', async () => {
    const fixture = await draw(Host);
    const plot = one(fixture, '.ov-plot');
    const readout = () => one(fixture, '.ov-readout').textContent?.replace(/\s+/g, ' ').trim();
    expect(readout()).toBe('p50 p99');
    press(plot, 'Home');
    await fixture.whenStable();
    expect(readout()).toBe('10:00: p50 1 p99 10');
    press(plot, 'ArrowRight');
    await fixture.whenStable();
    expect(readout()).toBe('10:01: p50 not recorded p99 not recorded');
    press(plot, 'ArrowRight');
    await fixture.whenStable();
    expect(readout()).toBe('10:02: p50 3 p99 —');
  });

  it('marks steps that are not over, and says what the mark means', async () => {
    const fixture = await draw(Host);
    expect(fixture.nativeElement.querySelector('.ov-line-open')).toBeNull();
    fixture.componentInstance.open.set([false, false, true, true]);
    await fixture.whenStable();
    expect(fixture.nativeElement.querySelectorAll('.ov-line-open')).toHaveLength(1);
    expect(one(fixture, '.ov-readout').textContent).toContain('Not over yet');
  });

  it('has a table twin with the same figures', async () => {
    const fixture = await draw(Host);
    one(fixture, 'ov-line-chart button').click();
    await fixture.whenStable();
    const rows = Array.from(one(fixture, 'table').querySelectorAll('tr'), (row) =>
      Array.from(row.cells, (cell) => cell.textContent?.trim()),
    );
    expect(rows).toEqual([
      ['Time', 'p50', 'p99'],
      ['10:00', '1', '10'],
      ['10:01', 'not recorded', 'not recorded'],
      ['10:02', '3', '—'],
      ['10:03', '4', '40'],
    ]);
  });

  it('draws no line over a gap, and a dot for a value that stands alone', () => {
    const box = { width: 104, height: 108, left: 4, bottom: 0 };
    const { paths, gaps, xs } = lineLayout([{ name: 'a', values: [0, null, 4, 2] }], [false, true, false, false], box);
    expect(xs).toEqual([16.5, 41.5, 66.5, 91.5]);
    expect(paths).toEqual(['M16.5 108h0M66.5 8L91.5 58']);
    expect(gaps).toEqual([{ x: 29, width: 25 }]);
  });

  it('takes neighbouring steps as one stretch', () => {
    expect(stretchesOf([true, false, true, true], { left: 10, slot: 5 })).toEqual([
      { x: 10, width: 5 },
      { x: 20, width: 10 },
    ]);
  });

  it.each([0, 0.003, 0.7, 1, 3, 99, 100, 12_345])('the top of its axis is round and never below %d', (max) => {
    expect(lineTop(max)).toBeGreaterThanOrEqual(max);
    expect(lineTop(max)).toBeLessThanOrEqual(Math.max(1, max * 2.6));
  });

  it.each([
    [0, 4],
    [61, 120],
    [334, 480],
    [7_000, 7_200],
    [100_000, 345_600],
  ])('seconds up to %d end at %d', (max, top) => expect(timeTop(max)).toBe(top));
});

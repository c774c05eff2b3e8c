import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { draw, one } from '../testing/component-harness';
import { OvLineChart } from './line-chart';
import { lineLayout, lineTop, nearestLine, stretchesOf, timeTop } from './line-layout';

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

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvLineChart],
  template: `<ov-line-chart caption="Link" labelHead="Day" [labels]="['3 May', '4 May']" [lines]="lines" />`,
})
class ByLineHost {
  lines = [
    { name: 'Visits', values: [9, 8], links: [{ path: '/visits', query: { day: '3' } }, null] },
    { name: 'Sign-ups', values: [2, 1], links: [{ path: '/sign-ups', query: { day: '3' }, name: 'Show 2' }, null] },
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
    expect(one(fixture, '.ov-line-open-key').textContent).toContain('Not over yet');
    // the read-out speaks of one step: of another it would be untrue
    expect(one(fixture, '.ov-line-open-key').getAttribute('aria-hidden')).toBe('true');
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

  it('reads and opens one of its lines, where each has rows of its own', async () => {
    const fixture = await draw(ByLineHost, [provideRouter([])]);
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const plot = one(fixture, '.ov-plot');
    const chosen = () => one(fixture, '.ov-line-chosen').textContent?.replace(/\s+/g, ' ').trim();
    for (const [key, read] of [
      ['ArrowRight', 'Visits 9 (chosen)'],
      ['ArrowDown', 'Sign-ups 2 (chosen)'],
      ['ArrowDown', 'Sign-ups 2 (chosen)'],
      ['ArrowRight', 'Sign-ups 1 (chosen)'],
      ['Home', 'Sign-ups 2 (chosen)'],
    ] as const) {
      press(plot, key);
      await fixture.whenStable();
      expect([key, chosen()]).toEqual([key, read]);
    }
    press(plot, 'Enter');
    expect(navigate).toHaveBeenLastCalledWith(['/sign-ups'], { queryParams: { day: '3' } });
    expect(plot.getAttribute('aria-label')).toContain('up and down from line to line');
    one(fixture, 'ov-line-chart button').click();
    await fixture.whenStable();
    expect(Array.from(one(fixture, 'table').querySelectorAll('a'), (link) => link.getAttribute('href'))).toEqual([
      '/visits?day=3',
      '/sign-ups?day=3',
    ]);
  });

  it('takes the line that the pointer is nearest to', () => {
    expect([nearestLine([10, 90], 40), nearestLine([10, 90], 60), nearestLine([null, 90], 0), nearestLine([null, null], 0)]).toEqual([
      0, 1, 1, 0,
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

  it.each([1, 2, 3, 5, 7, 13])('an axis of counts up to %d has whole marks only', (max) => {
    const box = { width: 400, height: 190, left: 64, bottom: 22, scale: 'count' as const };
    const { ticks, top } = lineLayout([{ name: 'Visits', values: [0, max] }], [false, false], box);
    expect(ticks.map(({ value }) => value % 1)).toEqual([0, 0, 0, 0, 0]);
    expect(top).toBeGreaterThanOrEqual(max);
  });

  it.each([
    [0, 4],
    [61, 120],
    [334, 480],
    [7_000, 7_200],
    [100_000, 345_600],
  ])('seconds up to %d end at %d', (max, top) => expect(timeTop(max)).toBe(top));
});

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { provideRouter } from '@angular/router';
import { draw, one } from '../testing/component-harness';
import { provideCharts } from './provide-charts';
import { OvGroupedChart, type GroupSeries } from './reports';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvGroupedChart],
  template: `<ov-grouped-chart caption="Stages" labelHead="Stage" [labels]="['Listen', 'Think']" [series]="series" [links]="links" />`,
})
class Host {
  series: GroupSeries[] = [
    { name: 'Median', colour: '1', values: [180, 400] },
    { name: 'p99', colour: '3', values: [600, null] },
  ];
  links = [{ path: '/there', query: { of: 'listen' }, name: 'Show the 3' }, null];
}

const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('grouped chart', () => {
  const open = () => draw(Host, [provideCharts(), provideRouter([])]);

  it('draws a bar per value and none where there is no value, and is read group by group', async () => {
    const fixture = await open();
    const bars = () => Array.from((fixture.nativeElement as HTMLElement).querySelectorAll('path.bar'));
    expect(bars().map((bar) => bar.getAttribute('fill'))).toEqual(['var(--ov-series-1)', 'var(--ov-series-3)', 'var(--ov-series-1)']);
    const plot = one(fixture, '.ov-plot');
    for (const key of ['ArrowRight', 'ArrowRight']) plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await fixture.whenStable();
    expect(text(one(fixture, '.ov-readout'))).toBe('Think: Median 400 p99 —');
    expect(bars().filter((bar) => bar.classList.contains('active'))).toHaveLength(1);
  });

  it('is one stop of the Tab key, and has a table twin with its links', async () => {
    const fixture = await open();
    const marks = Array.from((fixture.nativeElement as HTMLElement).querySelectorAll('g[ngx-tooltip]'));
    expect(marks.filter((mark) => mark.getAttribute('tabindex') !== '-1')).toEqual([]);
    one(fixture, 'button').click();
    await fixture.whenStable();
    expect(Array.from(one(fixture, 'table').querySelectorAll('tr'), (row) => Array.from(row.cells, text))).toEqual([
      ['Stage', 'Median', 'p99'],
      ['Listen', '180', '600'],
      ['Think', '400', '—'],
    ]);
    expect(one(fixture, 'tbody a').getAttribute('href')).toBe('/there?of=listen');
  });
});

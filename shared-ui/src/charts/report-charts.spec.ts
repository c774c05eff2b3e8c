import { ChangeDetectionStrategy, Component } from '@angular/core';
import { provideRouter } from '@angular/router';
import type { ComponentFixture } from '@angular/core/testing';
import { draw, one } from '../testing/component-harness';
import { heatLevel, heatSpan, stepInGrid } from './heat-levels';
import { provideCharts } from './provide-charts';
import { OvBarList, OvDonutChart, OvFunnelChart, OvHeatMap, OvStackedChart, type SeriesColour } from './reports';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBarList, OvDonutChart, OvFunnelChart, OvHeatMap, OvStackedChart],
  template: `
    <ov-heat-map
      caption="Peaks"
      labelHead="Weekday"
      valueLabel="Conversations"
      [rows]="['Monday', 'Tuesday']"
      [columns]="['00:00', '01:00', '02:00']"
      [columnMarks]="['00', '01', '02']"
      [values]="[0, 5, 10, 1, 0, 0]"
    />
    <ov-stacked-chart caption="Outcomes" labelHead="Day" [labels]="['1 May', '1 May', '2 May']" [series]="series" />
    <ov-stacked-chart class="moves" caption="Moves" labelHead="Day" totalHead="Net" [labels]="['1 May', '2 May']" [series]="moves" />
    <ov-donut-chart caption="Devices" valueLabel="Conversations" labelHead="Device" [slices]="slices" />
    <ov-funnel-chart caption="Funnel" valueLabel="Visits" labelHead="Step" dropOffHead="Drop-off" [steps]="steps" />
    <ov-bar-list caption="Countries" [head]="['Country', 'Conversations']" [rows]="rows" />
  `,
})
class Host {
  series = [
    { name: 'Success', colour: '1' as SeriesColour, values: [3, 3, 0] },
    { name: 'Unknown', colour: 'quiet' as SeriesColour, values: [1, 2, 0] },
  ];
  moves = [
    { name: 'Won', colour: '1' as SeriesColour, values: [600, 90] },
    { name: 'Lost', colour: '2' as SeriesColour, values: [-150, -220] },
  ];
  slices = [
    { label: 'Mobile', value: 3, colour: '1' as SeriesColour, link: { path: '/there', query: { of: 'mobile' }, name: 'Show the 3' } },
    { label: 'Desktop', value: 1, colour: '2' as SeriesColour },
  ];
  steps = [
    { label: 'Seen', value: 200, dropOff: 0.75 },
    { label: 'Opened', value: 50, dropOff: null },
  ];
  rows = Array.from({ length: 10 }, (_, at) => ({
    label: `Country ${at}`,
    length: 1 - at / 10,
    cells: [String(10 - at)],
    ...(at === 0 ? { link: { path: '/there', query: { of: 'zero' } } } : {}),
  }));
}

const open = () => draw(Host, [provideCharts(), provideRouter([])]);
const press = (element: HTMLElement, key: string): boolean => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
/** What stands in an element piece by piece. */
const pieces = (element: Element): string[] => Array.from(element.children, text).filter(Boolean);
const all = (fixture: ComponentFixture<unknown>, selector: string) =>
  Array.from((fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>(selector));

async function tableOf(fixture: ComponentFixture<unknown>, chart: string): Promise<string[][]> {
  one(fixture, `${chart} button`).click();
  await fixture.whenStable();
  return Array.from(one(fixture, `${chart} table`).querySelectorAll('tr'), (row) => Array.from(row.cells, text));
}

describe('charts of reports', () => {
  it('are one tab stop each, whatever their marks listen to', async () => {
    const fixture = await open();
    const marks = all(fixture, 'g[ngx-tooltip]');
    expect(marks.length).toBeGreaterThan(8);
    expect(marks.filter((mark) => mark.getAttribute('tabindex') !== '-1')).toEqual([]);
  });
});

describe('heat map', () => {
  it('draws every cell by its depth, and is read cell by cell with the four arrows', async () => {
    const fixture = await open();
    const fills = all(fixture, 'ov-heat-map rect.cell').map((cell) => cell.getAttribute('fill'));
    expect(fills.sort()).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)', 'rgb(0, 0, 0)', 'rgb(12, 0, 0)', 'rgb(20, 0, 0)', 'rgb(4, 0, 0)']);
    const plot = one(fixture, 'ov-heat-map .ov-plot');
    expect(plot.tabIndex).toBe(0);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) press(plot, key);
    await fixture.whenStable();
    expect(text(one(fixture, 'ov-heat-map .ov-readout'))).toBe('Monday, 02:00: 10 Conversations');
    expect(all(fixture, 'ov-heat-map rect.cell').filter((cell) => cell.getAttribute('fill') === 'rgb(44, 0, 0)')).toHaveLength(1);
    press(plot, 'ArrowDown');
    press(plot, 'Home');
    await fixture.whenStable();
    expect(text(one(fixture, 'ov-heat-map .ov-readout'))).toBe('Tuesday, 00:00: 1 Conversations');
  });

  it('explains its depths and has a table twin', async () => {
    const fixture = await open();
    expect(all(fixture, '.ov-heat-key li').map(text)).toEqual(['0', '1–2', '3–4', '5–6', '7–8', '9–10']);
    expect(await tableOf(fixture, 'ov-heat-map')).toEqual([
      ['Weekday', '00:00', '01:00', '02:00'],
      ['Monday', '0', '5', '10'],
      ['Tuesday', '1', '0', '0'],
    ]);
  });

  it('has equal depths, of which none is lost or shared', () => {
    for (const max of [1, 3, 7, 23, 1_000]) {
      const spans = [1, 2, 3, 4, 5].flatMap((level) => heatSpan(level, max) ?? []);
      expect(spans.at(-1)?.to).toBe(max);
      for (const [at, span] of spans.entries()) {
        expect(span.from).toBe((spans[at - 1]?.to ?? 0) + 1);
        expect(heatLevel(span.from, max)).toBe(heatLevel(span.to, max));
      }
    }
    expect([heatLevel(0, 10), heatLevel(5, 0), heatSpan(0, 10)]).toEqual([0, 0, { from: 0, to: 0 }]);
  });

  it('keeps to its edges', () => {
    expect(stepInGrid('ArrowLeft', null, 7, 24)).toBe(0);
    expect(stepInGrid('ArrowUp', 3, 7, 24)).toBe(3);
    expect(stepInGrid('ArrowDown', 167, 7, 24)).toBe(167);
    expect(stepInGrid('End', 30, 7, 24)).toBe(47);
    expect(stepInGrid('Enter', 3, 7, 24)).toBeNull();
  });
});

describe('stacked chart', () => {
  it('draws a part per value, lights up the stack that is read alone, and names every part', async () => {
    const fixture = await open();
    const bars = () => all(fixture, 'ov-stacked-chart path.bar');
    expect(bars().map((bar) => bar.getAttribute('fill'))).toEqual(expect.arrayContaining(['var(--ov-series-1)', 'var(--ov-series-quiet)']));
    press(one(fixture, 'ov-stacked-chart .ov-plot'), 'ArrowRight');
    await fixture.whenStable();
    expect(text(one(fixture, 'ov-stacked-chart .ov-readout'))).toBe('1 May: Success 3 Unknown 1');
    expect(bars().filter((bar) => bar.classList.contains('active'))).toHaveLength(2);
  });

  it('has a table twin with totals', async () => {
    expect(await tableOf(await open(), 'ov-stacked-chart')).toEqual([
      ['Day', 'Success', 'Unknown', 'Total'],
      ['1 May', '3', '1', '4'],
      ['1 May', '3', '2', '5'],
      ['2 May', '0', '0', '0'],
    ]);
  });
});

describe('stacked chart with losses', () => {
  it('reaches below zero as far as the longest stack does, in the steps of the longer side', async () => {
    const fixture = await open();
    const ticks = all(fixture, '.moves g[ngx-charts-y-axis-ticks] text').map(text);
    expect(ticks).toEqual(['-200', '0', '200', '400', '600']);
    expect(all(fixture, '.moves path.bar')).toHaveLength(4);
  });

  it('says what is left in the table', async () => {
    expect(await tableOf(await open(), '.moves')).toEqual([
      ['Day', 'Won', 'Lost', 'Net'],
      ['1 May', '600', '-150', '450'],
      ['2 May', '90', '-220', '-130'],
    ]);
  });
});

describe('donut', () => {
  it('says every part with count and share, and the one that is read in its middle', async () => {
    const fixture = await open();
    expect(all(fixture, 'ov-donut-chart li').map(pieces)).toEqual([
      ['Mobile', '3', '75 %'],
      ['Desktop', '1', '25 %'],
    ]);
    expect(text(one(fixture, '.ov-donut-middle'))).toBe('4Total');
    press(one(fixture, 'ov-donut-chart .ov-plot'), 'End');
    await fixture.whenStable();
    expect(text(one(fixture, '.ov-donut-middle'))).toBe('25 %Desktop');
    expect(all(fixture, 'ov-donut-chart path.arc').map((arc) => [arc.getAttribute('fill'), arc.classList.contains('active')])).toEqual([
      ['var(--ov-series-1)', false],
      ['var(--ov-series-2)', true],
    ]);
  });

  it('leads to what is behind a part, beside the ring and in the table', async () => {
    const fixture = await open();
    const hrefs = () =>
      all(fixture, 'ov-donut-chart a').map((link) => [link.getAttribute('href'), link.getAttribute('aria-label'), text(link)]);
    expect(hrefs()).toEqual([['/there?of=mobile', 'Show the 3', '3']]);
    await tableOf(fixture, 'ov-donut-chart');
    expect(hrefs()).toEqual([['/there?of=mobile', 'Show the 3', '3']]);
  });

  it('has a table twin', async () => {
    expect(await tableOf(await open(), 'ov-donut-chart')).toEqual([
      ['Device', 'Conversations', 'Share'],
      ['Mobile', '3', '75 %'],
      ['Desktop', '1', '25 %'],
    ]);
  });
});

describe('funnel', () => {
  it('says how many went how far and where they left', async () => {
    const fixture = await open();
    expect(all(fixture, '.ov-funnel li').map(pieces)).toEqual([
      ['Seen', '200', '100 %', '75 % drop off'],
      ['Opened', '50', '25 %'],
    ]);
    expect((await tableOf(fixture, 'ov-funnel-chart'))[2]).toEqual(['Opened', '50', '25 %', '—']);
  });
});

describe('bar list', () => {
  it('is a table with links, the rest of which is shown on demand', async () => {
    const fixture = await open();
    expect(one<HTMLAnchorElement>(fixture, 'ov-bar-list a').getAttribute('href')).toBe('/there?of=zero');
    expect(all(fixture, 'ov-bar-list tbody tr')).toHaveLength(8);
    one(fixture, 'ov-bar-list button').click();
    await fixture.whenStable();
    expect(all(fixture, 'ov-bar-list tbody tr')).toHaveLength(10);
    expect(text(one(fixture, 'ov-bar-list button'))).toBe('Show fewer');
  });
});

import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import type { ChartLink } from './chart-link';
import { draw, one } from '../testing/component-harness';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { OvPlot } from './plot';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPlot],
  template: `<div [ovPlot]="'Visits'" help="Three marks." [(active)]="active" [count]="count()" [links]="links()"></div>`,
})
class Host {
  active = signal<number | null>(null);
  count = signal(3);
  links = signal<(ChartLink | null)[]>([]);
}

describe('plot', () => {
  const open = async () => {
    const fixture = await draw(Host);
    const plot = one(fixture, '.ov-plot');
    const press = (key: string): boolean => plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return { plot, press, host: fixture.componentInstance, fixture };
  };

  it('is a named tab stop that reads mark by mark and stays within them', async () => {
    const { plot, press, host } = await open();
    expect([plot.tabIndex, plot.getAttribute('role'), plot.getAttribute('aria-label')]).toEqual([0, 'group', 'Visits. Three marks.']);
    const read = ['ArrowLeft', 'ArrowRight', 'ArrowLeft', 'Home', 'ArrowLeft', 'End'].map((key) => [press(key), host.active()]);
    expect(read).toEqual([2, 2, 1, 0, 0, 2].map((at) => [false, at]));
  });

  it('leaves keys alone that mean nothing here, and all of them while there is nothing to read', async () => {
    const { press, host, fixture } = await open();
    expect([press('ArrowUp'), press('Enter'), host.active()]).toEqual([true, true, null]);
    host.count.set(0);
    await fixture.whenStable();
    expect([press('Home'), host.active()]).toEqual([true, null]);
  });

  it('goes where the mark that is read leads, with Enter and with a click, but not under a finger', async () => {
    const { plot, press, host, fixture } = await open();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    host.links.set([null, { path: '/rows', query: { of: 'second' } }, null]);
    await fixture.whenStable();
    expect(plot.getAttribute('aria-label')).toBe('Visits. Three marks. Enter opens what is behind the one that is read.');
    press('Home');
    press('Enter');
    await fixture.whenStable();
    expect([plot.classList.contains('ov-plot-opens'), navigate.mock.calls]).toEqual([false, []]);
    press('ArrowRight');
    await fixture.whenStable();
    expect(plot.classList.contains('ov-plot-opens')).toBe(true);
    const finger = Object.assign(new Event('click'), { pointerType: 'touch' });
    plot.dispatchEvent(finger);
    expect(navigate).not.toHaveBeenCalled();
    press('Enter');
    plot.click();
    expect(navigate.mock.calls).toEqual([1, 2].map(() => [['/rows'], { queryParams: { of: 'second' } }]));
  });

  it.each(['blur', 'pointerleave'])('reads nothing any more after %s', async (event) => {
    const { plot, press, host } = await open();
    press('End');
    plot.dispatchEvent(new Event(event));
    expect(host.active()).toBeNull();
  });
});

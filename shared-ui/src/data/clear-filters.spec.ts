import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvClearFilters } from './clear-filters';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvClearFilters],
  template: `
    <div>
      <a href="/elsewhere">Elsewhere</a>
      <label><select [disabled]="isLocked()"></select></label>
      <input />
      <ov-clear-filters [isFiltered]="isFiltered()" (cleared)="isFiltered.set(false)" />
    </div>
  `,
})
class Host {
  isFiltered = signal(true);
  isLocked = signal(false);
}

describe('ov-clear-filters', () => {
  it('leaves the keyboard at the first filter when it goes away', async () => {
    const fixture = await draw(Host);
    one(fixture, 'button').focus();
    one(fixture, 'button').click();
    await fixture.whenStable();
    expect(fixture.nativeElement.querySelector('button')).toBeNull();
    expect(document.activeElement).toBe(one(fixture, 'select'));
  });

  it('passes over filters that are locked', async () => {
    const fixture = await draw(Host);
    fixture.componentInstance.isLocked.set(true);
    await fixture.whenStable();
    one(fixture, 'button').click();
    expect(document.activeElement).toBe(one(fixture, 'input'));
  });
});

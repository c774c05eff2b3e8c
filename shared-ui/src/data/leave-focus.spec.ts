import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvLeaveFocus } from './leave-focus';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvLeaveFocus],
  template: `
    <input id="elsewhere" />
    <main tabindex="-1">
      @if (hasBar()) {
        <section>
          <div class="ov-filters">
            <a href="/elsewhere">Elsewhere</a>
            <select [disabled]="isLocked()"></select>
            <input />
          </div>
          <div><button ovLeaveFocus type="button" id="beside" (click)="done.set('beside')">Clear filters</button></div>
        </section>
      }
      <section>
        <input id="other" [disabled]="!hasOther()" />
        <div role="group" tabindex="-1" aria-label="Results">
          <p><button ovLeaveFocus type="button" id="inside" (click)="done.set('inside')">Clear filters</button></p>
        </div>
      </section>
      <p><button ovLeaveFocus type="button" id="alone" (click)="done.set('alone')">First page</button></p>
    </main>
  `,
})
class Host {
  hasBar = signal(true);
  isLocked = signal(false);
  hasOther = signal(false);
  done = signal('');
}

describe('ovLeaveFocus', () => {
  async function use(id: string, change: (host: Host) => void = () => undefined) {
    const fixture = await draw(Host);
    change(fixture.componentInstance);
    await fixture.whenStable();
    one(fixture, `#${id}`).focus();
    one(fixture, `#${id}`).click();
    expect(fixture.componentInstance.done()).toBe(id);
    return { focused: document.activeElement, at: (selector: string) => one(fixture, selector) };
  }

  it('leaves the keyboard at the list that a button was in, though a field stands beside it', async () => {
    const { focused, at } = await use('inside', (host) => host.hasOther.set(true));
    expect(focused).toBe(at('[role="group"]'));
  });

  it('leaves it at the first field of the nearest bar', async () => {
    const { focused, at } = await use('beside');
    expect(focused).toBe(at('select'));
  });

  it('passes over a field that is locked', async () => {
    const { focused, at } = await use('beside', (host) => host.isLocked.set(true));
    expect(focused).toBe(at('.ov-filters input'));
  });

  it('leaves it at the main part of a page that has neither, and at no field outside of it', async () => {
    const { focused, at } = await use('alone', (host) => host.hasBar.set(false));
    expect(focused).toBe(at('main'));
  });
});

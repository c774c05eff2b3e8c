import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvButton } from './button';
import { OvMenu } from './menu';
import { OvStat, relativeChange } from './stat';
import { OvSwitch } from './switch';
import { OvUsageBar } from './usage-bar';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvMenu, OvStat, OvSwitch, OvUsageBar],
  template: `
    <button ov-button id="save" [isLoading]="isLoading()" (click)="clicks = clicks + 1">Save</button>
    <ov-switch label="Active" [(checked)]="isOn" />
    <ov-usage-bar [used]="used()" [limit]="1000" [reserved]="5" noun="conversations" />
    <ov-stat label="Churn" value="3" [delta]="0.5" [isLessBetter]="true" />
    <ov-menu label="Account"><span ovMenuButton>Me</span><button type="button">One</button><button type="button">Two</button></ov-menu>
  `,
})
class Host {
  isLoading = signal(false);
  isOn = signal(false);
  used = signal(799);
  clicks = 0;
}

describe('controls', () => {
  it('a loading button says so and does nothing', async () => {
    const fixture = await draw(Host);
    one(fixture, '#save').click();
    fixture.componentInstance.isLoading.set(true);
    await fixture.whenStable();
    expect(one(fixture, '#save').getAttribute('aria-busy')).toBe('true');
    one(fixture, '#save').dispatchEvent(new MouseEvent('click', { cancelable: true, bubbles: true }));
    expect(fixture.componentInstance.clicks).toBe(1);
  });

  it('a switch is a switch', async () => {
    const fixture = await draw(Host);
    const button = one(fixture, '[role="switch"]');
    button.click();
    await fixture.whenStable();
    expect(button.getAttribute('aria-checked')).toBe('true');
    expect(fixture.componentInstance.isOn()).toBe(true);
  });

  it('usage is near from 80 % and full at 100 %, never rounded up to it', async () => {
    const fixture = await draw(Host);
    const bar = one(fixture, 'ov-usage-bar');
    const at = async (used: number): Promise<string | undefined> => {
      fixture.componentInstance.used.set(used);
      await fixture.whenStable();
      return bar.dataset['level'];
    };
    expect([await at(799), await at(800), await at(999), await at(1000)]).toEqual(['ok', 'near', 'near', 'full']);
    await at(999);
    expect(bar.textContent).toContain('99 % used');
    expect(one(fixture, '[role="meter"]').getAttribute('aria-valuetext')).toBe('999 of 1,000');
  });

  it('a rise is bad where less is better', async () => {
    const fixture = await draw(Host);
    expect(one(fixture, '.ov-delta').dataset['tone']).toBe('danger');
    expect([relativeChange(12, 10), relativeChange(5, 0)]).toEqual([0.2, null]);
  });

  it('a menu opens, walks by arrow, closes by Escape and gives the focus back', async () => {
    const fixture = await draw(Host);
    const trigger = one(fixture, 'ov-menu button');
    trigger.click();
    await fixture.whenStable();
    expect(trigger.getAttribute('aria-expanded')).toBe('true');
    trigger.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.activeElement?.textContent).toBe('One');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await fixture.whenStable();
    expect(trigger.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(trigger);
  });
});

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { draw, one } from '../testing/component-harness';
import { OvInfo } from './info';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvInfo],
  template: `<ov-info label="About churn"><p>Those who left.</p></ov-info><button id="next">Next</button>`,
})
class Host {}

async function open() {
  const fixture = await draw(Host);
  const [host, button, panel] = [one(fixture, 'ov-info'), one(fixture, 'ov-info button'), one(fixture, '.ov-info-panel')];
  const pointer = (type: string, pointerType: string) => host.dispatchEvent(Object.assign(new Event(type), { pointerType }));
  const isOpen = async () => {
    await fixture.whenStable();
    expect(button.getAttribute('aria-expanded')).toBe(String(!panel.hidden));
    return !panel.hidden;
  };
  return { fixture, button, panel, pointer, isOpen };
}

describe('info', () => {
  it('opens while the mouse is there; a finger that comes near opens nothing', async () => {
    const { pointer, isOpen } = await open();
    expect(await isOpen()).toBe(false);
    pointer('pointerenter', 'mouse');
    expect(await isOpen()).toBe(true);
    pointer('pointerleave', 'mouse');
    expect(await isOpen()).toBe(false);
    pointer('pointerenter', 'touch');
    expect(await isOpen()).toBe(false);
  });

  it('stays open after a click until it is closed by another, by Escape or by leaving', async () => {
    const { fixture, button, panel, pointer, isOpen } = await open();
    button.click();
    pointer('pointerenter', 'mouse');
    pointer('pointerleave', 'mouse');
    expect(await isOpen()).toBe(true);
    expect(panel.textContent).toContain('Those who left.');
    button.click();
    expect(await isOpen()).toBe(false);
    button.click();
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(await isOpen()).toBe(false);
    expect(document.activeElement).toBe(button);
    button.click();
    one(fixture, '#next').focus();
    expect(await isOpen()).toBe(false);
  });

  it('is closed by Escape and by a press elsewhere, though the focus never came to it', async () => {
    const { fixture, pointer, button, panel, isOpen } = await open();
    const next = one(fixture, '#next');
    next.focus();
    const heard = jest.fn();
    next.addEventListener('keydown', heard);
    pointer('pointerenter', 'mouse');
    expect(await isOpen()).toBe(true);
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    next.dispatchEvent(escape);
    expect(await isOpen()).toBe(false);
    expect([escape.defaultPrevented, heard.mock.calls.length, document.activeElement]).toEqual([true, 0, next]);
    button.click();
    expect(await isOpen()).toBe(true);
    panel.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(await isOpen()).toBe(true);
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(await isOpen()).toBe(false);
    next.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

import { TestBed } from '@angular/core/testing';
import { Clock } from './clock';
import { ShortcutService } from './shortcut.service';

describe('ShortcutService', () => {
  let now = 0;
  let service: ShortcutService;
  const run = jest.fn();
  const press = (key: string, target: EventTarget = document.body): boolean =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

  beforeEach(() => {
    localStorage.clear();
    run.mockClear();
    now = 0;
    TestBed.configureTestingModule({ providers: [{ provide: Clock, useValue: { now: () => now } }] });
    service = TestBed.inject(ShortcutService);
    service.use([{ keys: 'g a', label: 'Agents', run }]);
  });

  it('runs a sequence, but not when the keys are far apart', () => {
    press('g');
    press('a');
    expect(run).toHaveBeenCalledTimes(1);
    press('g');
    now += 5_000;
    press('a');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('takes no named key for the letter it ends with', () => {
    service.use([{ keys: 'r', label: 'Refresh', run }]);
    press('Enter');
    expect(run).not.toHaveBeenCalled();
    press('r');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('keeps out of text fields', () => {
    const field = document.body.appendChild(document.createElement('input'));
    press('g', field);
    press('a', field);
    expect(run).not.toHaveBeenCalled();
  });

  it('opens its help with ? and can be switched off for good', () => {
    press('?');
    expect(service.isHelpOpen()).toBe(true);
    service.setEnabled(false);
    press('g');
    press('a');
    expect(run).not.toHaveBeenCalled();
    expect(localStorage.getItem('orbis.shortcuts')).toBe('off');
  });
});

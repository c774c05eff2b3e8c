import { type DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ShortcutService } from '@orbisvoice/shared-ui/core';
import { PageKeys } from './page-keys';

const AREAS = [
  ['', 'o'],
  ['tenants', 't'],
  ['audit', 'a'],
].map(([path = '', key = '']) => ({ path, key, label: path, load: () => Promise.resolve([]) }));

describe('PageKeys', () => {
  let keys: PageKeys;
  let urls: string[];
  let isPaletteOpen: boolean;

  const press = (...sequence: string[]) =>
    sequence.forEach((key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));

  beforeEach(() => {
    document.body.innerHTML = '';
    urls = [];
    isPaletteOpen = false;
    TestBed.configureTestingModule({ providers: [{ provide: Router, useValue: { navigateByUrl: (url: string) => urls.push(url) } }] });
    keys = TestBed.inject(PageKeys);
    keys.start(AREAS, () => (isPaletteOpen = true));
  });
  afterEach(() => TestBed.inject(ShortcutService).use([]));

  it('goes to each page with g and a letter, and not with the letter alone', () => {
    press('t', 'g', 't', 'g', 'a', 'g', 'o', 'x', 'o');
    expect(urls).toEqual(['/tenants', '/audit', '/']);
    expect(isPaletteOpen).toBe(false);
    press('p');
    expect(isPaletteOpen).toBe(true);
  });

  it('calls the page in view, and no longer when it is gone', () => {
    let leave = (): void => undefined;
    const destroyRef: DestroyRef = { destroyed: false, onDestroy: (callback) => ((leave = callback), () => undefined) };
    const refresh = jest.fn();
    keys.offer({ refresh }, destroyRef);
    press('Enter');
    press('.');
    leave();
    press('.');
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('moves along the rows and stays on the last', () => {
    document.body.innerHTML = '<main><a class="ov-row-link" href="#a">a</a><button data-row>b</button></main>';
    const at = () => document.activeElement?.textContent;
    press('j');
    expect(at()).toBe('a');
    press('j', 'j');
    expect(at()).toBe('b');
    press('k');
    expect(at()).toBe('a');
  });

  it('ticks the box of the row that has the focus, and of no other', () => {
    const row = (name: string) =>
      `<tr><td><input type="checkbox" data-select></td><td><a class="ov-row-link" href="#${name}">${name}</a></td></tr>`;
    document.body.innerHTML = `<main><table>${row('a')}${row('b')}</table></main>`;
    const ticks = () => [...document.querySelectorAll<HTMLInputElement>('input')].map((box) => box.checked);
    press('x');
    expect(ticks()).toEqual([false, false]);
    press('j', 'j', 'x');
    expect(ticks()).toEqual([false, true]);
    press('x');
    expect(ticks()).toEqual([false, false]);
  });
});

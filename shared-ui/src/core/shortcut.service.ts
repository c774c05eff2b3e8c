import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { Clock } from './clock';
import { preferences } from './browser-storage';

/** Keys pressed one after the other (`g a`), what they do, and the action itself. */
interface Shortcut {
  keys: string;
  label: string;
  run: () => void;
}

const SEQUENCE_MS = 1_200;

/** Keyboard shortcuts of single keys. They can be switched off, as WCAG 2.1.4 asks. */
@Injectable({ providedIn: 'root' })
export class ShortcutService {
  private readonly clock = inject(Clock);
  private readonly list = signal<readonly Shortcut[]>([]);
  private pressed: string[] = [];
  private lastAt = 0;

  readonly isHelpOpen = signal(false);
  readonly isEnabled = signal(preferences.get('shortcuts') !== 'off');
  readonly shortcuts = computed(() => this.list());

  constructor() {
    const document = inject(DOCUMENT);
    const listen = (event: KeyboardEvent): void => this.press(event);
    document.addEventListener('keydown', listen);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('keydown', listen));
  }

  /** Replaces the app's shortcuts. `?` for the help is always there. */
  use(shortcuts: readonly Shortcut[]): void {
    this.list.set(shortcuts);
  }

  setEnabled(isEnabled: boolean): void {
    this.isEnabled.set(isEnabled);
    preferences.set('shortcuts', isEnabled ? null : 'off');
  }

  private press(event: KeyboardEvent): void {
    if (!this.isEnabled() || isTyping(event)) return;
    const now = this.clock.now();
    if (now - this.lastAt > SEQUENCE_MS) this.pressed = [];
    this.lastAt = now;
    this.pressed = [...this.pressed, event.key].slice(-2);
    if (event.key === '?') return this.isHelpOpen.set(true);
    const hit = this.list().find(({ keys }) => isEndOf(this.pressed, keys.split(' ')));
    if (!hit) return;
    event.preventDefault();
    this.pressed = [];
    hit.run();
  }
}

/** Key by key: `Enter` ends with the letter of the shortcut `r`, but is not it. */
function isEndOf(pressed: readonly string[], keys: readonly string[]): boolean {
  const last = pressed.slice(-keys.length);
  return last.length === keys.length && keys.every((key, index) => key === last[index]);
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], dialog') !== null;
}

import { Injectable, signal } from '@angular/core';
import { preferences } from './browser-storage';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Light, dark or as the system says; remembered. The colours themselves are in `tokens.css`. */
@Injectable({ providedIn: 'root' })
export class ThemeService {
  private readonly current = signal<Theme>(remembered());
  readonly theme = this.current.asReadonly();

  constructor() {
    apply(this.current());
  }

  set(theme: Theme): void {
    this.current.set(theme);
    preferences.set('theme', theme === 'system' ? null : theme);
    apply(theme);
  }
}

/** Sets the remembered theme before the first paint; `main.ts` calls it before Angular starts. */
export function applyRememberedTheme(): void {
  apply(remembered());
}

function remembered(): Theme {
  const stored = preferences.get('theme');
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

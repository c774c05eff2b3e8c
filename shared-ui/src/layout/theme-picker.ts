import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { THEMES, ThemeService, type Theme } from '../core/theme.service';
import { UI } from '../ui-strings';
import { OvIcon } from '../ui/icon';
import type { IconName } from '../ui/icons';

const LOOKS: Readonly<Record<Theme, { label: string; icon: IconName }>> = {
  system: { label: UI.themeSystem, icon: 'desktop' },
  light: { label: UI.themeLight, icon: 'sun' },
  dark: { label: UI.themeDark, icon: 'moon' },
};

/** The three themes as entries of an `ov-menu`. */
@Component({
  selector: 'ov-theme-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  host: { role: 'radiogroup', '[attr.aria-label]': 'ui.theme' },
  template: `
    <div class="ov-menu-title" aria-hidden="true">{{ ui.theme }}</div>
    @for (option of themes; track option) {
      <button type="button" role="radio" [attr.aria-checked]="option === theme.theme()" (click)="theme.set(option)">
        <ov-icon [name]="looks[option].icon" />{{ looks[option].label }}
      </button>
    }
  `,
})
export class OvThemePicker {
  protected readonly theme = inject(ThemeService);
  protected readonly themes = THEMES;
  protected readonly looks = LOOKS;
  protected readonly ui = UI;
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ShortcutService } from '../core/shortcut.service';
import { OvDialog } from '../feedback/dialog';
import { OvSwitch } from '../ui/switch';
import { UI } from '../ui-strings';

/** The `?` dialog: what the keys do, and the switch that turns them off. Once per app. */
@Component({
  selector: 'ov-shortcut-help',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvDialog, OvSwitch],
  template: `
    @if (shortcuts.isHelpOpen()) {
      <ov-dialog [heading]="ui.shortcuts" (closed)="shortcuts.isHelpOpen.set(false)">
        <dl class="ov-facts">
          @for (shortcut of shortcuts.shortcuts(); track shortcut.keys) {
            <dt>
              @for (key of shortcut.keys.split(' '); track $index) {
                <kbd>{{ key }}</kbd>{{ $last ? '' : ' ' + ui.shortcutThen + ' ' }}
              }
            </dt>
            <dd>{{ shortcut.label }}</dd>
          }
          <dt><kbd>?</kbd></dt>
          <dd>{{ ui.shortcuts }}</dd>
        </dl>
        <ov-switch
          [label]="ui.shortcutsOn"
          [hint]="ui.shortcutsHint"
          [checked]="shortcuts.isEnabled()"
          (checkedChange)="shortcuts.setEnabled($event)"
        />
      </ov-dialog>
    }
  `,
})
export class OvShortcutHelp {
  protected readonly shortcuts = inject(ShortcutService);
  protected readonly ui = UI;
}

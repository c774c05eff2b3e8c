import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TENANT_COLUMNS, type TenantColumn } from '@orbisvoice/shared-dto/values';
import { OvIcon, OvMenu } from '@orbisvoice/shared-ui/ui';
import { COLUMN_NAMES, TENANTS } from '../tenant-list.strings';

/** Which columns the list, and its file, have. */
@Component({
  selector: 'oc-column-picker',
  imports: [OvIcon, OvMenu],
  template: `
    <ov-menu buttonClass="oc-menu-button">
      <span ovMenuButton class="ov-row"><ov-icon name="table" />{{ words.columns }}</span>
      <fieldset class="oc-checks">
        <legend class="ov-visually-hidden">{{ words.columns }}</legend>
        @for (column of columns; track column) {
          <label class="ov-row">
            <input type="checkbox" [checked]="chosen().includes(column)" (change)="toggled.emit(column)" />{{ names[column] }}
          </label>
        }
      </fieldset>
    </ov-menu>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColumnPicker {
  readonly chosen = input.required<readonly TenantColumn[]>();
  readonly toggled = output<TenantColumn>();

  protected readonly words = TENANTS;
  protected readonly columns = TENANT_COLUMNS;
  protected readonly names = COLUMN_NAMES;
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { AUDIT_ENTRY } from '../core/audit-entry.strings';
import type { FieldChange } from '../core/field-changes';

/** What changed, field by field, before beside after. Scrolls sideways by itself, by keyboard too. */
@Component({
  selector: 'oc-field-diff',
  template: `
    <div class="oc-diff" tabindex="0" role="group" [attr.aria-label]="label()">
      <table>
        <caption class="ov-visually-hidden">
          {{
            label()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ words.field }}</th>
            <th scope="col">{{ words.before }}</th>
            <th scope="col">{{ words.after }}</th>
          </tr>
        </thead>
        <tbody>
          @for (change of changes(); track change.field) {
            <tr>
              <th scope="row">{{ change.field }}</th>
              <td>
                @if (change.before !== null) {
                  <del>{{ change.before }}</del>
                } @else {
                  <span class="ov-muted">{{ words.none }}</span>
                }
              </td>
              <td>
                @if (change.after !== null) {
                  <ins>{{ change.after }}</ins>
                } @else {
                  <span class="ov-muted">{{ words.none }}</span>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FieldDiff {
  readonly changes = input.required<readonly FieldChange[]>();
  /** What the table is called. */
  readonly label = input.required<string>();

  protected readonly words = AUDIT_ENTRY;
}

import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import type { AddTaxId, TaxId } from '@orbisvoice/shared-dto';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvFocusOnShow } from '@orbisvoice/shared-ui/ui';
import { D, TAX_ID_KINDS } from '../details.strings';
import { TaxIdsStore } from '../tax-ids.store';

/** Adds a tax id. Whether the number is one is the payment provider's to say; its word lands at the field. */
@Component({
  selector: 'ov-tax-id-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvField, OvFocusOnShow, OvForm, OvFormProblem],
  template: `
    <form class="ov-stack" [ovForm]="state" (ovSubmit)="save()">
      <ov-form-problem [state]="state" />
      <div class="form-pair">
        <ov-field [label]="s.type">
          <select [ovControl]="state" [ovFocusOnShow]="true" name="type" required>
            @for (kind of kinds; track kind.value) {
              <option [value]="kind.value">{{ kind.label }}</option>
            }
          </select>
        </ov-field>
        <ov-field [label]="s.value" [hint]="hint()">
          <input [ovControl]="state" name="value" required minlength="2" maxlength="40" autocomplete="off" spellcheck="false" />
        </ov-field>
      </div>
      <div class="ov-row">
        <button ov-button variant="strong" [isLoading]="state.isBusy()">
          <span>{{ s.save }}</span>
        </button>
        <button ov-button type="button" (click)="closed.emit()">{{ s.cancel }}</button>
      </div>
    </form>
  `,
})
export class TaxIdForm {
  readonly closed = output<void>();
  readonly added = output<TaxId>();
  protected readonly s = D.taxIds;
  protected readonly kinds = Object.entries(TAX_ID_KINDS).map(([value, { label }]) => ({ value, label }));
  protected readonly state = new FormState<AddTaxId>({ type: 'eu_vat', value: '' });
  protected readonly hint = computed(() => D.taxIds.hint(TAX_ID_KINDS[this.state.value().type].example));
  private readonly store = inject(TaxIdsStore);

  protected async save(): Promise<void> {
    const done = await this.state.submit(({ type, value }) => this.store.add({ type, value: value.trim() }));
    if (done) this.added.emit(done.answer);
  }
}

import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import type { TaxId } from '@orbisvoice/shared-dto';
import { ConfirmService, OvAsync, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton, OvCard, OvFocusOnShow, OvIcon } from '@orbisvoice/shared-ui/ui';
import { BillingActions } from '../billing-actions';
import { D, TAX_ID_LABELS, taxIdKind } from '../details.strings';
import { TaxIdsStore } from '../tax-ids.store';
import { TaxIdForm } from './tax-id-form';

/** The tax ids on the invoices: added by a form, removed after a question. */
@Component({
  selector: 'ov-tax-ids-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAsync, OvBadge, OvButton, OvCard, OvFocusOnShow, OvIcon, OvReady, TaxIdForm],
  providers: [TaxIdsStore],
  template: `
    <ov-card [heading]="s.heading">
      <div class="ov-stack">
        <p class="ov-small ov-muted">{{ s.text }}</p>
        <ov-async [of]="store.taxIds" [lines]="2">
          <ng-template [ovReady]="store.taxIds" let-list>
            <ul class="entries" role="list">
              @for (taxId of list.items; track taxId.id) {
                <li class="entry-row">
                  <span>
                    <b class="ov-mono breakable">{{ taxId.value }}</b>
                    <span class="ov-small ov-muted">{{ kind(taxId.type) }}</span>
                  </span>
                  <span class="ov-row">
                    <ov-badge [tone]="labels[taxId.status].tone">{{ labels[taxId.status].label }}</ov-badge>
                    @if (canManage()) {
                      <button
                        ov-button
                        type="button"
                        variant="ghost"
                        size="s"
                        isSquare
                        [attr.aria-label]="s.remove(taxId.value)"
                        (click)="remove(taxId)"
                      >
                        <ov-icon name="delete" />
                      </button>
                    }
                  </span>
                </li>
              } @empty {
                <li class="ov-muted">{{ s.empty }}</li>
              }
            </ul>
            @if (canManage()) {
              @if (isAdding()) {
                <ov-tax-id-form (closed)="isAdding.set(false)" (added)="added($event)" />
              } @else {
                <div>
                  <button ov-button type="button" size="s" [ovFocusOnShow]="wasAdding()" (click)="add()">
                    <ov-icon name="plus" />{{ s.add }}
                  </button>
                </div>
              }
            }
          </ng-template>
        </ov-async>
      </div>
    </ov-card>
  `,
})
export class TaxIdsCard {
  readonly canManage = input.required<boolean>();
  protected readonly store = inject(TaxIdsStore);
  protected readonly s = D.taxIds;
  protected readonly labels = TAX_ID_LABELS;
  protected readonly kind = taxIdKind;
  protected readonly isAdding = signal(false);
  protected readonly wasAdding = signal(false);
  private readonly actions = inject(BillingActions);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  protected add(): void {
    this.isAdding.set(true);
    this.wasAdding.set(true);
  }

  protected added({ value }: TaxId): void {
    this.isAdding.set(false);
    this.toasts.show({ text: D.taxIds.added(value) });
  }

  protected async remove(taxId: TaxId): Promise<void> {
    const { confirm, confirmText: text, confirmLabel, removed } = D.taxIds;
    if (!(await this.confirm.ask({ heading: confirm(taxId.value), text, confirmLabel, isDangerous: true }))) return;
    const done = await this.actions.attempt(null, async () => {
      await this.store.remove(taxId);
      return true;
    });
    if (done) this.toasts.show({ text: removed(taxId.value) });
  }
}

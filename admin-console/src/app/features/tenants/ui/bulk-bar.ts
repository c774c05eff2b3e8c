import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { BULK_ACTIONS, type BulkAction } from '@orbisvoice/shared-dto/values';
import { OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { BULK, BULK_ACTION_NAMES } from '../tenant-list.strings';
import { TenantsStore } from '../tenants.store';

/** How many are ticked, the way to all that match, and what can be done to them. */
@Component({
  selector: 'oc-bulk-bar',
  imports: [OvButton, OvLeaveFocus],
  template: `
    <label class="ov-row">
      <input type="checkbox" [checked]="store.areAllShown()" (change)="store.toggleShown()" />{{ words.selectShown }}
    </label>
    <span class="ov-muted" role="status">{{ text() }}</span>
    @if (canSelectAll()) {
      <button ov-button ovLeaveFocus type="button" size="s" variant="ghost" (click)="store.selectAllMatching()">
        {{ words.selectAll(total()) }}
      </button>
    }
    @if (store.count() > 0) {
      @for (action of actions; track action) {
        <button ov-button type="button" size="s" (click)="ordered.emit(action)">{{ names[action] }}</button>
      }
      <button ov-button ovLeaveFocus type="button" size="s" variant="ghost" (click)="store.clearSelection()">{{ words.clear }}</button>
    }
  `,
  host: { class: 'oc-selection' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkBar {
  readonly ordered = output<BulkAction>();

  protected readonly words = BULK;
  protected readonly names = BULK_ACTION_NAMES;
  protected readonly actions = BULK_ACTIONS;
  protected readonly store = inject(TenantsStore);
  protected readonly total = computed(() => formatNumber(this.store.shown.value()?.total ?? 0));
  protected readonly canSelectAll = computed(
    () => this.store.areAllShown() && !this.store.isAllMatching() && this.store.shown.value()?.next != null,
  );
  protected readonly text = computed(() => {
    if (this.store.isAllMatching()) return BULK.allSelected(this.total());
    return this.store.count() > 0 ? BULK.selected(formatNumber(this.store.count())) : BULK.hint;
  });
}

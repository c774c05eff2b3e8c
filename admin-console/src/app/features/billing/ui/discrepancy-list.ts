import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Discrepancy } from '@orbisvoice/shared-dto';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { listedChanges } from '../../../core/field-changes';
import { FieldDiff } from '../../../ui/field-diff';
import { DISCREPANCY_NAMES, OBJECT_NAMES, RECONCILIATION } from '../reconciliation.strings';

/** Where our rows and Stripe disagreed, what could not be repaired first, each with its fields. */
@Component({
  selector: 'oc-discrepancies',
  imports: [FieldDiff, OvBadge, RouterLink],
  template: `
    <ul class="oc-results oc-inset" role="list" [attr.aria-label]="words.differences">
      @for (row of rows(); track row.id) {
        <li>
          <div class="oc-result-head">
            <ov-badge [tone]="row.isRepaired ? 'success' : 'warning'">{{ row.isRepaired ? words.isRepaired : words.isOpen }}</ov-badge>
            <b>{{ objects[row.object] }}</b>
            @if (row.object === 'event') {
              <a class="ov-mono ov-small" [routerLink]="['/billing/events', row.objectId]">{{ row.objectId }}</a>
            } @else {
              <a class="ov-mono ov-small" routerLink="/billing/events" [queryParams]="{ search: row.objectId }">{{ row.objectId }}</a>
            }
            <span class="ov-small">{{ kinds[row.kind] }}</span>
            @if (row.tenantId; as tenant) {
              <a class="ov-small" [routerLink]="['/tenants', tenant, 'billing']">{{ row.tenantName ?? tenant }}</a>
            } @else {
              <span class="ov-muted ov-small">{{ words.noTenant }}</span>
            }
          </div>
          @if (!row.isRepaired) {
            <p class="ov-small">{{ row.note ?? words.noReason }}</p>
          }
          @if (row.changes.length > 0) {
            <oc-field-diff [changes]="row.changes" [label]="words.differencesOf(objects[row.object], row.objectId)" />
          }
        </li>
      }
    </ul>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DiscrepancyList {
  readonly items = input.required<readonly Discrepancy[]>();

  protected readonly words = RECONCILIATION;
  protected readonly kinds = DISCREPANCY_NAMES;
  protected readonly objects = OBJECT_NAMES;
  protected readonly rows = computed(() =>
    this.items()
      .map((item) => ({ ...item, changes: listedChanges(item.differences) }))
      .sort((a, b) => Number(a.isRepaired) - Number(b.isRepaired)),
  );
}

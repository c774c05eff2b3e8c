import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ACTIVITY_PARTS, AUDIT_ACTIONS } from '@orbisvoice/shared-dto/values';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvCard, OvSelect } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../../../core/strings';
import { AuditEntryList } from '../../../ui/audit-entry-list';
import { DaySpan } from '../../../ui/day-span';
import { FilterBar } from '../../../ui/filter-bar';
import { Problem } from '../../../ui/problem';
import { ActivityStore } from '../activity.store';
import { PART_NAMES, USER } from '../users.strings';

/** What the person of the page did and what was done to them; filters live in the address. */
@Component({
  selector: 'oc-user-activity',
  imports: [AuditEntryList, DaySpan, FilterBar, OvCard, OvKeysetPart, OvNotice, OvSelect, Problem],
  providers: [ActivityStore],
  template: `
    @let now = store.state.value();
    <ov-card isFlush [heading]="words.activity">
      <p class="oc-inset ov-muted ov-small">{{ words.activityNote }}</p>
      <oc-filter-bar [isFiltered]="store.isFiltered()" (cleared)="store.clear()">
        <ov-select [label]="words.parts" [options]="parts" [value]="now.part" (valueChange)="store.state.patch({ part: $event })" />
        <ov-select [label]="words.action" [options]="actions" [value]="now.action" (valueChange)="store.state.patch({ action: $event })" />
        <oc-day-span [span]="now" (changed)="store.state.patch($event)" />
      </oc-filter-bar>
      @if (store.isReversed()) {
        <ov-notice class="oc-inset" tone="warning">{{ filterWords.reversed }}</ov-notice>
      }
      @if (list.problem(); as problem) {
        <oc-problem [problem]="problem" (retry)="list.reload()" />
      } @else {
        <ov-keyset-part
          icon="audit"
          [list]="list"
          [page]="list.value()"
          [words]="words"
          [isFiltered]="store.isFiltered()"
          (cleared)="store.clear()"
        >
          @if (list.value(); as page) {
            <oc-audit-entries [entries]="page.items" [label]="words.caption" [attr.aria-busy]="list.isLoading() ? 'true' : null" />
          }
        </ov-keyset-part>
      }
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserActivity {
  protected readonly words = USER;
  protected readonly filterWords = STRINGS.filters;
  protected readonly store = inject(ActivityStore);
  protected readonly list = this.store.list;
  protected readonly parts = ACTIVITY_PARTS.map((value) => ({ value: value === 'all' ? '' : value, label: PART_NAMES[value] }));
  protected readonly actions = [
    { value: '', label: STRINGS.list.any },
    ...AUDIT_ACTIONS.map((value) => ({ value, label: ACTION_NAMES[value] })),
  ];
}

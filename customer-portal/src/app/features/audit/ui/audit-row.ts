import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { AuditEntry } from '@orbisvoice/shared-dto';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { fieldChanges } from '@orbisvoice/shared-ui/core';
import { OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { actorWords, reasonOf } from '../actor-words';
import type { Only } from '../audit.store';
import { S } from '../audit.strings';

let sequence = 0;

/** One entry: a line that opens to all that was recorded, with before and after of what changed. */
@Component({
  selector: 'ov-audit-row',
  imports: [OvButton, OvDatePipe, OvIcon, OvLeaveFocus],
  templateUrl: './audit-row.html',
  host: { class: 'audit-row', '[attr.data-by]': 'isStaff() ? "staff" : null', '[attr.data-open]': 'isOpen() ? "" : null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditRow {
  readonly entry = input.required<AuditEntry>();
  /** To see only what is like it. */
  readonly only = output<{ readonly name: Only; readonly value: string }>();

  protected readonly s = S.row;
  protected readonly id = `audit-row-${++sequence}`;
  protected readonly isOpen = signal(false);
  protected readonly action = computed(() => ACTION_NAMES[this.entry().action]);
  protected readonly actor = computed(() => actorWords(this.entry()));
  protected readonly isStaff = computed(() => this.entry().actorKind === 'staff' || this.entry().impersonatorId !== null);
  protected readonly reason = computed(() => (this.isStaff() ? reasonOf(this.entry()) : null));
  protected readonly changes = computed(() => (this.isOpen() ? fieldChanges(this.entry().changes) : []));
  /** What else can be asked for from here. */
  protected readonly likes = computed(() => {
    const { actorId, targetId, ip } = this.entry();
    return (Object.entries({ actorId, targetId, ip }) as [Only, string | null][]).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value, label: S.row.only[name] }],
    );
  });
}

import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditEntry } from '@orbisvoice/shared-dto';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { AUDIT_ENTRY } from '../core/audit-entry.strings';
import { utcExact, viewerExact } from '../core/dates';
import { fieldChanges } from '../core/field-changes';
import { ACTOR_KIND_NAMES, STRINGS } from '../core/strings';
import { FieldDiff } from './field-diff';
import { UtcTime } from './utc-time';

let count = 0;

/** One audit entry: a dense line that opens to the whole record, with before and after of what changed. */
@Component({
  selector: 'oc-audit-entry',
  imports: [FieldDiff, RouterLink, UtcTime],
  templateUrl: './audit-entry-row.html',
  host: { class: 'oc-entry', '[attr.data-open]': "isOpen() ? '' : null" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditEntryRow {
  readonly entry = input.required<AuditEntry>();
  /** Whether to name the tenant; its own page need not. */
  readonly hasTenant = input(true);
  /** Whether it shows its whole record at once. */
  readonly isOpened = input(false);

  protected readonly words = AUDIT_ENTRY;
  protected readonly id = `oc-entry-${++count}`;
  protected readonly isOpen = linkedSignal(this.isOpened);
  protected readonly action = computed(() => ACTION_NAMES[this.entry().action]);
  protected readonly actorKind = computed(() => ACTOR_KIND_NAMES[this.entry().actorKind]);
  /** Of two people, both. */
  protected readonly name = computed(() => {
    const { actorName, impersonatorId, impersonatorName } = this.entry();
    return actorName && impersonatorId ? AUDIT_ENTRY.actingAs(impersonatorName, actorName) : actorName;
  });
  protected readonly actor = computed(() => {
    const name = this.name();
    return name ? `${this.actorKind()} · ${name}` : this.actorKind();
  });
  protected readonly changes = computed(() => (this.isOpen() ? fieldChanges(this.entry().changes) : []));
  protected readonly utcAt = computed(() => utcExact(this.entry().at));
  protected readonly localAt = computed(() => STRINGS.time.yours(viewerExact(this.entry().at)));
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { AuditEntry } from '@orbisvoice/shared-dto';
import { AuditEntryRow } from './audit-entry-row';

/** Audit entries, newest first, each a line that opens. */
@Component({
  selector: 'oc-audit-entries',
  imports: [AuditEntryRow],
  template: `
    <ol role="list" [attr.aria-label]="label()">
      @for (entry of entries(); track entry.id) {
        <li><oc-audit-entry [entry]="entry" [hasTenant]="hasTenant()" [isOpened]="isOpened()" /></li>
      }
    </ol>
  `,
  host: { class: 'oc-entries' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditEntryList {
  readonly entries = input.required<readonly AuditEntry[]>();
  readonly label = input.required<string>();
  /** Whether to name the tenant of each; its own page need not. */
  readonly hasTenant = input(true);
  /** Whether each shows its whole record at once: where somebody came for it. */
  readonly isOpened = input(false);
}

import { Injectable, type Signal } from '@angular/core';
import type { AuditEntry, AuditQuery } from '@orbisvoice/shared-dto';
import { keysetList, type KeysetList } from '@orbisvoice/shared-ui/core';

/** Where audit entries are read, newest first. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  list(query: Signal<Omit<AuditQuery, 'cursor'>>): KeysetList<AuditEntry> {
    return keysetList(() => ({ path: 'admin/audit', query: { ...query() } }));
  }
}

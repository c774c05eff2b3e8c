import { computed, inject, Injectable } from '@angular/core';
import type { AuditEntry } from '@orbisvoice/shared-dto';
import { ACTOR_KINDS, AUDIT_ACTIONS, AUDIT_TRAFFIC, type AuditExportFormat } from '@orbisvoice/shared-dto/values';
import { fileExport, keysetList, oneOf, SessionStore, urlState } from '@orbisvoice/shared-ui/core';
import { dayRange } from '../../core/day-range';
import { AuditApi } from './audit.api';

/** What is set from an entry rather than chosen from a list, and how long it may be. */
export const ONLY = [
  { name: 'actorId', max: 100 },
  { name: 'targetId', max: 200 },
  { name: 'ip', max: 45 },
] as const;
export type Only = (typeof ONLY)[number]['name'];

/** The workspace's own audit log as the address asks for it. Days are those of the workspace's time zone. */
@Injectable()
export class AuditStore {
  private readonly api = inject(AuditApi);
  private readonly session = inject(SessionStore);

  readonly url = urlState({ action: '', actorKind: '', actorId: '', targetId: '', ip: '', without: '', from: '', to: '' });
  readonly isReversed = computed(() => {
    const { from, to } = this.url.value();
    return from !== '' && to !== '' && from > to;
  });
  private readonly filters = computed(() => {
    const { action, actorKind, without, from, to, ...only } = this.url.value();
    return {
      action: oneOf(action, AUDIT_ACTIONS),
      actorKind: oneOf(actorKind, ACTOR_KINDS),
      without: oneOf(without, AUDIT_TRAFFIC),
      ...Object.fromEntries(ONLY.map(({ name, max }) => [name, only[name].slice(0, max)])),
      ...dayRange(from, to, this.session.timeZone()),
    };
  });
  /** Conversations are left out of what is shown and of what is exported. */
  readonly isQuiet = computed(() => this.filters().without === 'conversations');
  readonly entries = keysetList<AuditEntry>(() => this.api.list(this.filters()));
  readonly files = fileExport<AuditExportFormat>();
  /** Staff who look on behalf of somebody take nothing home. */
  readonly mayExport = computed(() => this.session.impersonation() === null);

  /** Asks for what is like an entry in one respect; an empty value lets go of it. */
  only(name: Only, value: string): void {
    this.url.patch({ [name]: value });
  }

  /** Saves everything that the filters find, not only what is shown. */
  export(format: AuditExportFormat): Promise<void> {
    return this.files.save(format, `audit-log.${format}`, () => this.api.export(format, this.filters()));
  }
}

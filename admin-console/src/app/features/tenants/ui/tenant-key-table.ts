import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminApiKey } from '@orbisvoice/shared-dto';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatRelative } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, type Tone } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { UtcTime } from '../../../ui/utc-time';
import { KEYS } from '../tenant-keys.strings';

const HEADS = KEYS.columns;
const COLUMNS: readonly Column[] = [
  { key: 'name', label: HEADS.name },
  { key: 'scopes', label: HEADS.scopes },
  { key: 'state', label: HEADS.state },
  { key: 'used', label: HEADS.used },
  { key: 'expires', label: HEADS.expires },
  { key: 'created', label: HEADS.created },
];
const ACT: Column = { key: 'act', label: HEADS.act, align: 'end', isLabelHidden: true };

/** Keys: what they may, whether they work, when each was used last, and who made it. */
@Component({
  selector: 'oc-tenant-key-table',
  imports: [OvBadge, OvButton, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table density="compact" [caption]="words.caption" [columns]="columns()" [rows]="keys()">
      <ng-template ovCell="name" [of]="keys()" let-row>
        <b>{{ row.name }}</b>
        <span class="oc-second ov-mono">{{ row.prefix }}…</span>
        <a
          class="oc-second"
          routerLink="/audit"
          [queryParams]="{ tenantId: tenantId(), targetId: row.id }"
          [attr.aria-label]="words.auditOf(row.name)"
          >{{ words.audit }}</a
        >
      </ng-template>
      <ng-template ovCell="scopes" [of]="keys()" let-row>
        @for (scope of row.scopes; track scope) {
          <span class="ov-mono oc-line">{{ scope }}</span>
        }
      </ng-template>
      <ng-template ovCell="state" [of]="keys()" let-row>
        @let state = stateOf(row);
        <ov-badge [tone]="state.tone">{{ state.label }}</ov-badge>
        @if (row.revokedAt; as at) {
          <span class="oc-second"><oc-utc-time detail="date" [at]="at" /></span>
        }
      </ng-template>
      <ng-template ovCell="used" [of]="keys()" let-row>
        @if (row.lastUsedAt; as last) {
          <time [attr.datetime]="last" [attr.title]="exact(last)">{{ ago(last) }}</time>
        } @else {
          <span class="ov-muted">{{ words.never }}</span>
        }
      </ng-template>
      <ng-template ovCell="expires" [of]="keys()" let-row>
        @if (row.expiresAt; as at) {
          <oc-utc-time detail="date" [at]="at" />
        } @else {
          <span class="ov-muted">{{ words.never }}</span>
        }
      </ng-template>
      <ng-template ovCell="created" [of]="keys()" let-row>
        <oc-utc-time detail="date" [at]="row.createdAt" />
        @if (row.createdBy; as who) {
          @if (who.name; as name) {
            <a class="oc-second" [routerLink]="['/users', who.id]">{{ words.by(name) }}</a>
          } @else {
            <span class="oc-second">{{ words.byNobody }}</span>
          }
        }
      </ng-template>
      <ng-template ovCell="act" [of]="keys()" let-row>
        @if (row.revokedAt === null) {
          <button ov-button type="button" size="s" [attr.aria-label]="words.revokeOf(row.name)" (click)="revoked.emit(row)">
            {{ words.revoke }}
          </button>
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantKeyTable {
  readonly tenantId = input.required<string>();
  readonly keys = input.required<readonly AdminApiKey[]>();
  /** Somebody wants this one to end. */
  readonly revoked = output<AdminApiKey>();

  protected readonly words = KEYS;
  protected readonly exact = utcExact;
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly columns = computed(() => (this.session.can('admin.manage') ? [...COLUMNS, ACT] : COLUMNS));

  protected ago(instant: string): string {
    return formatRelative(instant, this.clock.now());
  }

  protected stateOf({ revokedAt, expiresAt }: AdminApiKey): { readonly label: string; readonly tone: Tone } {
    if (revokedAt !== null) return { label: KEYS.revoked, tone: 'danger' };
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= this.clock.now();
    return isOver ? { label: KEYS.expired, tone: 'neutral' } : { label: KEYS.working, tone: 'success' };
  }
}

import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { EmailSuppression, EmailSuppressionList } from '@orbisvoice/shared-dto';
import { SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { S } from '../team.strings';

const COLUMNS: readonly Column[] = [
  { key: 'address', label: S.unreached.columns.address },
  { key: 'whose', label: S.unreached.columns.whose },
  { key: 'reason', label: S.unreached.columns.reason },
  { key: 'scope', label: S.unreached.columns.scope },
  { key: 'since', label: S.unreached.columns.since },
];

/** The addresses of the workspace we do not write to, or only what must be known. Takes no room while there are none. */
@Component({
  selector: 'ov-unreached-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAsync, OvCard, OvCell, OvDatePipe, OvReady, OvTable],
  template: `
    @if (isShown()) {
      <ov-card isFlush [heading]="s.heading">
        <ov-async [of]="list" [lines]="2">
          <ng-template [ovReady]="list">
            <ov-table [caption]="s.heading" [columns]="columns" [rows]="rows()">
              <ng-template ovCell="address" [of]="rows()" let-one>{{ one.address }}</ng-template>
              <ng-template ovCell="whose" [of]="rows()" let-one>{{ whose(one) }}</ng-template>
              <ng-template ovCell="reason" [of]="rows()" let-one>{{ s.reasons[one.reason] }}</ng-template>
              <ng-template ovCell="scope" [of]="rows()" let-one>{{ s.scopes[one.scope] }}</ng-template>
              <ng-template ovCell="since" [of]="rows()" let-one>
                {{ one.since | ovDate }}
                @if (one.until) {
                  <span class="ov-muted">{{ s.until }} {{ one.until | ovDate }}</span>
                }
              </ng-template>
            </ov-table>
            <p class="card-note ov-muted">{{ s.advice }}</p>
          </ng-template>
        </ov-async>
      </ov-card>
    }
  `,
})
export class UnreachedCard {
  protected readonly s = S.unreached;
  protected readonly columns = COLUMNS;
  private readonly session = inject(SessionStore);
  protected readonly list = apiResource<EmailSuppressionList>(() =>
    this.session.can('emails.read') ? { path: 'email/suppressions' } : undefined,
  );
  protected readonly rows = computed(() =>
    (this.list.value()?.items ?? []).map((one) => ({ ...one, id: `${one.whose} ${one.address} ${one.scope}` })),
  );
  protected readonly isShown = computed(() => this.list.problem() !== null || (this.list.value()?.items.length ?? 0) > 0);

  protected whose({ whose, name }: EmailSuppression): string {
    return whose === 'self' ? this.s.self : whose === 'billing' ? this.s.billing : (name ?? '');
  }
}

import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import type { AdminApiKey } from '@orbisvoice/shared-dto';
import { OvEmpty, ToastService } from '@orbisvoice/shared-ui/feedback';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { TenantKeysStore } from '../tenant-keys.store';
import { KEYS } from '../tenant-keys.strings';
import { TenantHead } from '../ui/tenant-head';
import { TenantKeyTable } from '../ui/tenant-key-table';
import { PartContent, TenantPart } from '../ui/tenant-part';

/** One tenant's API keys, and the end of one that is in wrong hands. */
@Component({
  selector: 'oc-tenant-keys-page',
  imports: [OvCard, OvEmpty, PartContent, ReasonDialog, TenantHead, TenantKeyTable, TenantPart],
  providers: [TenantKeysStore],
  template: `
    <oc-tenant-head
      [id]="id()"
      [tenant]="store.tenant.value()"
      [section]="words.title"
      [isLoading]="store.keys.isLoading()"
      (refreshed)="store.reload()"
    />
    <ov-card isFlush [heading]="words.title">
      <oc-tenant-part [read]="store.keys">
        <ng-template [ocPart]="store.keys" let-now>
          @let list = now.items;
          @if (list.length > 0) {
            <oc-tenant-key-table [tenantId]="id()" [keys]="list" (revoked)="chosen.set($event)" />
            @if (now.total > list.length) {
              <p class="oc-none ov-muted">{{ words.more(number(list.length), number(now.total)) }}</p>
            }
          } @else {
            <ov-empty icon="key" [heading]="words.empty" [text]="words.emptyText" />
          }
        </ng-template>
      </oc-tenant-part>
    </ov-card>
    @if (question(); as asked) {
      <oc-reason-dialog [question]="asked" [deed]="revoke" (closed)="chosen.set(null)" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantKeysPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = KEYS;
  protected readonly number = formatNumber;
  protected readonly store = inject(TenantKeysStore);
  protected readonly chosen = signal<AdminApiKey | null>(null);
  protected readonly question = computed(() => {
    const key = this.chosen();
    return key && KEYS.question(key.name, key.prefix);
  });
  private readonly toasts = inject(ToastService);
  protected readonly revoke = async (reason: string): Promise<void> => {
    const key = this.chosen();
    if (!key) return;
    await this.store.revoke(key.id, reason);
    this.toasts.show({ text: KEYS.done(key.name) });
  };

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }
}

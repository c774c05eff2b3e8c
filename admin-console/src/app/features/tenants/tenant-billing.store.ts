import { computed, inject, Injectable, signal } from '@angular/core';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { TIMELINE_NAMES, type TimelineKind } from './tenant-billing.strings';
import { TenantsApi } from './tenants.api';

const KINDS = Object.keys(TIMELINE_NAMES) as TimelineKind[];

/** One tenant's billing, and which kind of its timeline the address asks for. */
@Injectable()
export class TenantBillingStore {
  private readonly api = inject(TenantsApi);
  readonly id = signal('');
  readonly billing = keepLast(this.api.billing(this.id), this.id);
  /** Whose billing it is. The page does without when this cannot be read. */
  readonly tenant = keepLast(this.api.detail(this.id), this.id);
  private readonly state = urlState({ kind: '' });
  readonly kind = computed(() => oneOf(this.state.value().kind, KINDS) ?? '');

  reload(): void {
    this.billing.reload();
    this.tenant.reload();
  }
}

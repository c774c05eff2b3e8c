import { computed, inject, Injectable, signal } from '@angular/core';
import type { ChangeLimits } from '@orbisvoice/shared-dto';
import type { ChartPoint } from '@orbisvoice/shared-ui/charts';
import { formatDay } from '@orbisvoice/shared-ui/format';
import { keepLast } from '../../core/keep-last';
import { TenantsApi } from './tenants.api';

/** What a tenant uses, and what its limit is made of. */
@Injectable()
export class TenantUsageStore {
  private readonly api = inject(TenantsApi);
  readonly id = signal('');
  /** Whose it is. The page does without when this cannot be read. */
  readonly tenant = keepLast(this.api.detail(this.id), this.id);
  readonly usage = keepLast(this.api.usage(this.id), this.id);
  readonly limits = keepLast(this.api.limits(this.id), this.id);
  readonly isLoading = computed(() => this.usage.isLoading() || this.limits.isLoading());
  readonly points = computed<ChartPoint[]>(() =>
    (this.usage.value()?.days.items ?? []).map(({ day, count }) => ({ label: formatDay(day), value: count })),
  );
  readonly isQuiet = computed(() => this.points().every(({ value }) => value === 0));

  /** Changes the limit and shows what came of it. @throws ApiProblem */
  async change(body: ChangeLimits): Promise<void> {
    this.limits.set(await this.api.changeLimits(this.id(), body));
    this.usage.reload();
  }

  reload(): void {
    this.tenant.reload();
    this.usage.reload();
    this.limits.reload();
  }
}

import { inject, Injectable, signal } from '@angular/core';
import type { AdjustmentPreview, AdjustmentResult, SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import { TenantsApi } from './tenants.api';

/** An adjustment that was previewed. */
interface Previewed {
  readonly adjustment: SubscriptionAdjustment;
  readonly preview: AdjustmentPreview;
}

/** One adjustment of a tenant's subscription: what it would do, then exactly that. */
@Injectable()
export class AdjustStore {
  private readonly api = inject(TenantsApi);
  private readonly current = signal<Previewed | null>(null);
  readonly previewed = this.current.asReadonly();

  /** @throws ApiProblem */
  async preview(id: string, adjustment: SubscriptionAdjustment): Promise<void> {
    this.current.set({ adjustment, preview: await this.api.previewAdjustment(id, adjustment) });
  }

  /** What was shown is not what is asked for any more. */
  forget(): void {
    this.current.set(null);
  }

  /** Makes what was previewed. @throws ApiProblem */
  apply(id: string, reason: string): Promise<AdjustmentResult> {
    const now = this.current();
    if (!now) throw new Error('an adjustment is previewed before it is made');
    const { adjustment, preview } = now;
    return this.api.adjust(id, {
      adjustment,
      reason,
      version: preview.version,
      ...(preview.change && { previewToken: preview.change.token }),
    });
  }
}

import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { ActivatedRoute, RouterOutlet } from '@angular/router';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { TENANT_SCOPE } from '../../../core/tenant-scope';
import { TenantStore } from '../tenant.store';
import { TenantHead } from '../ui/tenant-head';
import { TenantMissing } from '../ui/tenant-missing';

/** One tenant's head and tabs around lists that other areas have of all tenants. */
@Component({
  selector: 'oc-tenant-frame',
  imports: [OvCard, RouterOutlet, TenantHead, TenantMissing],
  providers: [TenantStore, { provide: TENANT_SCOPE, useFactory: () => inject(TenantFrame).id }],
  template: `
    <!-- another look is the list's to take -->
    <oc-tenant-head [id]="id()" [tenant]="store.tenant.value()" [section]="section()" />
    @if (store.tenant.problem()?.isMissing) {
      <ov-card isFlush><oc-tenant-missing /></ov-card>
    } @else {
      <router-outlet (activate)="name()" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantFrame {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly store = inject(TenantStore);
  /** What the list inside is called. */
  protected readonly section = signal('');
  private readonly route = inject(ActivatedRoute);

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected name(): void {
    this.section.set(this.route.snapshot.firstChild?.title ?? '');
  }
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { INTEGRATION_NAMES, INTEGRATIONS } from '../integrations.strings';
import { IntegrationsStore } from '../integrations.store';
import { IntegrationCard } from '../ui/integration-card';
import { SystemPage } from '../ui/system-page';

/** What the platform depends on outside itself, and how it answers. */
@Component({
  selector: 'oc-integrations-page',
  imports: [IntegrationCard, SystemPage],
  providers: [IntegrationsStore],
  template: `
    <oc-system-page [heading]="words.heading" [intro]="words.intro" [read]="read">
      @if (read.value(); as now) {
        <ul class="oc-integrations" role="list" [attr.aria-label]="words.list">
          @for (item of now.items; track item.name) {
            <li><oc-integration-card [integration]="item" [isProbing]="store.probing().has(item.name)" (probed)="probe(item.name)" /></li>
          }
        </ul>
      }
    </oc-system-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IntegrationsPage {
  protected readonly words = INTEGRATIONS;
  protected readonly store = inject(IntegrationsStore);
  protected readonly read = this.store.read;
  private readonly toasts = inject(ToastService);

  protected async probe(name: string): Promise<void> {
    try {
      const { isOk, detail } = await this.store.probe(name);
      const text = INTEGRATIONS.answered(INTEGRATION_NAMES[name] ?? name, detail ?? '');
      this.toasts.show({ text, tone: isOk ? 'success' : 'danger' });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}

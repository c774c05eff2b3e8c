import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { EmbedCode } from '@orbisvoice/shared-dto';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvCard, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { AgentsApi } from '../agents.api';
import { S } from '../agents.strings';

/** The line to paste, and a button to copy it. */
@Component({
  selector: 'ov-embed-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAsync, OvCard, OvCopyButton, OvNotice, OvReady],
  template: `
    <ov-card [heading]="s.heading">
      @if (embed.value(); as code) {
        <ov-copy-button ovCardActions variant="strong" [text]="code.html" [what]="s.copyWhat" />
      }
      <ov-async [of]="embed" [lines]="3">
        <ng-template [ovReady]="embed" let-code>
          <div class="ov-stack-s">
            <p class="ov-small ov-muted">{{ s.text }}</p>
            <code class="ov-code">{{ code.html }}</code>
            @if (!isActive()) {
              <ov-notice tone="warning">{{ s.inactive }}</ov-notice>
            }
            <div class="ov-spread ov-small">
              <span class="ov-row"
                ><span class="ov-muted">{{ s.publicKey }}</span
                ><code>{{ code.publicKey }}</code></span
              >
              <ov-copy-button [text]="code.publicKey" [what]="s.keyWhat" />
            </div>
          </div>
        </ng-template>
      </ov-async>
    </ov-card>
  `,
})
export class EmbedCard {
  readonly agentId = input.required<string>();
  readonly isActive = input.required<boolean>();
  protected readonly s = S.embed;
  private readonly api = inject(AgentsApi);
  protected readonly embed = apiResource<EmbedCode>(() => this.api.embed(this.agentId()));
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { WebhookDeliveryDetail } from '@orbisvoice/shared-dto';
import { OvCard, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { P } from '../deliveries.strings';
import { pretty } from '../webhook-words';
import { HeaderList } from './header-list';

/** What was sent: the body to read and to copy, and what its headers are for. */
@Component({
  selector: 'ov-message-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [HeaderList, OvCard, OvCopyButton],
  template: `
    <div class="hook-columns">
      <ov-card isFlush [heading]="p.body">
        <ov-copy-button ovCardActions [text]="of().body" [what]="p.bodyLabel" />
        <p class="card-note ov-small ov-muted">{{ p.bodyText }}</p>
        <pre class="hook-body" tabindex="0" role="region" [attr.aria-label]="p.bodyLabel">{{ text() }}</pre>
      </ov-card>
      <ov-card [heading]="p.headers"><ov-header-list [values]="values()" /></ov-card>
    </div>
  `,
})
export class MessageView {
  readonly of = input.required<WebhookDeliveryDetail>();
  protected readonly p = P;
  protected readonly text = computed(() => pretty(this.of().body));
  /** A signature is not kept: it can be made anew from the id, the time and the body. */
  protected readonly values = computed<Readonly<Record<string, string>>>(() => {
    const [last] = this.of().triesMade;
    const timestamp = last && { 'webhook-timestamp': String(Math.floor(Date.parse(last.at) / 1_000)) };
    return { 'webhook-id': this.of().messageId, ...timestamp };
  });
}

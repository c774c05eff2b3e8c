import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { channelSlug } from '@orbisvoice/shared-dto/values';
import { FormState, OvControl, OvField } from '@orbisvoice/shared-ui/forms';
import { OvCard, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../referrals.strings';

/** The referral link with the name of the place where it is shared. */
@Component({
  selector: 'ov-channel-link',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvCard, OvControl, OvCopyButton, OvField],
  template: `
    <ov-card [heading]="s.heading">
      @if (channel(); as name) {
        <ov-copy-button ovCardActions [text]="link()" [what]="s.what(name)" />
      }
      <p class="ov-muted">{{ s.text }}</p>
      <ov-field [label]="s.label" [hint]="s.hint">
        <input [ovControl]="state" name="channel" maxlength="80" autocomplete="off" spellcheck="false" />
      </ov-field>
      <div aria-live="polite">
        @if (channel()) {
          <code class="ov-code">{{ link() }}</code>
        } @else if (state.value().channel.trim()) {
          <p class="ov-muted">{{ s.none }}</p>
        }
      </div>
    </ov-card>
  `,
})
export class ChannelLink {
  /** The link without a channel. */
  readonly url = input.required<string>();
  protected readonly s = S.channel;
  protected readonly state = new FormState({ channel: '' });
  protected readonly channel = computed(() => channelSlug(this.state.value().channel));
  protected readonly link = computed(() => `${this.url()}&utm_source=${this.channel()}`);
}

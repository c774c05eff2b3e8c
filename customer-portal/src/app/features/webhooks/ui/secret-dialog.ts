import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { IssuedWebhookEndpoint } from '@orbisvoice/shared-dto';
import { OvDialog, OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvButton, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { SECRET } from '../webhooks.strings';
import { HeaderList } from './header-list';

/** The one time a signing secret is on screen, with what to do with it. */
@Component({
  selector: 'ov-secret-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [HeaderList, OvButton, OvCopyButton, OvDatePipe, OvDialog, OvNotice],
  template: `
    <ov-dialog isWide [heading]="s.heading" (closed)="closed.emit()">
      <ov-notice tone="warning">
        <p>{{ s.text }}</p>
        @if (endpoint().previousSecretUntil; as until) {
          <p>{{ s.overlap(until | ovDate: 'time') }}</p>
        }
      </ov-notice>
      <div class="ov-stack-s">
        <div class="ov-spread">
          <h3>{{ s.label }}</h3>
          <ov-copy-button variant="strong" [text]="endpoint().secret" [what]="s.what" />
        </div>
        <code class="ov-code hook-secret">{{ endpoint().secret }}</code>
      </div>
      <div class="ov-stack-s">
        <div class="ov-spread">
          <h3>{{ s.check }}</h3>
          <ov-copy-button [text]="s.snippet" [what]="s.snippetWhat" />
        </div>
        <p class="ov-small ov-muted">{{ s.checkText }}</p>
        <code class="ov-code">{{ s.snippet }}</code>
        <p class="ov-small ov-muted">{{ s.headers }}</p>
        <ov-header-list />
      </div>
      <div class="ov-dialog-actions">
        <button ov-button type="button" size="s" (click)="closed.emit()">{{ s.done }}</button>
      </div>
    </ov-dialog>
  `,
})
export class SecretDialog {
  readonly endpoint = input.required<IssuedWebhookEndpoint>();
  readonly closed = output<void>();
  protected readonly s = SECRET;
}

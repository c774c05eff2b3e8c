import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { IssuedApiKey } from '@orbisvoice/shared-dto';
import { OvDialog, OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../api-keys.strings';

/** The one time a secret is on screen. */
@Component({
  selector: 'ov-issued-key-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCopyButton, OvDialog, OvNotice],
  template: `
    <ov-dialog [heading]="s.heading" (closed)="closed.emit()">
      <ov-notice tone="warning">{{ s.text }}</ov-notice>
      <code class="ov-code">{{ key().secret }}</code>
      <div class="ov-dialog-actions">
        <ov-copy-button variant="strong" [text]="key().secret" [what]="s.what" />
        <button ov-button type="button" size="s" (click)="closed.emit()">{{ s.done }}</button>
      </div>
    </ov-dialog>
  `,
})
export class IssuedKeyDialog {
  readonly key = input.required<IssuedApiKey>();
  readonly closed = output<void>();
  protected readonly s = S.issued;
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { OvCopyButton } from '@orbisvoice/shared-ui/ui';

/** JSON to read: indented, folded away by its heading, scrolled by keyboard, copied as it is shown. */
@Component({
  selector: 'oc-json-view',
  imports: [OvCopyButton],
  template: `
    <details class="oc-json" open>
      <summary>
        <h2>{{ heading() }}</h2>
        <span class="ov-muted ov-small">{{ hint() }}</span>
      </summary>
      <div class="oc-json-body">
        <ov-copy-button [text]="text()" [what]="label()" />
        <pre class="ov-mono" tabindex="0" role="region" [attr.aria-label]="label()">{{ text() }}</pre>
      </div>
    </details>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JsonView {
  readonly heading = input.required<string>();
  readonly hint = input('');
  /** What the text is called. */
  readonly label = input.required<string>();
  readonly value = input.required<unknown>();

  protected readonly text = computed(() => JSON.stringify(this.value(), null, 2));
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { readableOn, type AgentDraft } from '../agent-draft';
import { S } from '../agents.strings';

/** The widget on a sketch of a website, as the form stands. Colours go through CSSOM: the page has no style attributes. */
@Component({
  selector: 'ov-widget-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  template: `
    <figure class="site" [attr.data-position]="draft().widget.position">
      <figcaption class="ov-visually-hidden">{{ s.caption }}</figcaption>
      <div class="site-bar" aria-hidden="true">
        <i></i><i></i><i></i><span>{{ s.site }}</span>
      </div>
      <div class="site-body" aria-hidden="true"><b></b><b></b><b></b><b></b></div>
      <div class="site-widget">
        @if (draft().widget.isOpen) {
          <div class="site-panel">
            <div class="site-panel-head" [style.background]="colour()" [style.color]="text()">{{ draft().name || '…' }}</div>
            <p>{{ draft().greeting || s.placeholder }}</p>
          </div>
        }
        <span class="site-launcher" [style.background]="colour()" [style.color]="text()"><ov-icon name="voice" />{{ s.talk }}</span>
      </div>
    </figure>
  `,
})
export class WidgetPreview {
  readonly draft = input.required<AgentDraft>();
  protected readonly s = S.preview;
  protected readonly colour = computed(() => this.draft().widget.colour);
  protected readonly text = computed(() => readableOn(this.colour()));
}

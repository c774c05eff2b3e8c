import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminEmailTemplate } from '@orbisvoice/shared-dto';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { CATEGORY_NAMES, templateTitle } from '../emails.strings';
import { TEMPLATES } from '../templates.strings';
import { MailFrame } from './mail-frame';

/** A template as a small picture of itself, with what an inbox shows of it. */
@Component({
  selector: 'oc-template-card',
  imports: [MailFrame, OvBadge, RouterLink],
  template: `
    @let it = template();
    <div class="oc-thumb" aria-hidden="true" inert>
      <oc-mail-frame isPicture [pageUrl]="it.pageUrl" [label]="picture()" />
    </div>
    <div class="oc-template-text">
      <a class="oc-template-link" data-row [routerLink]="['/emails/templates', it.name]">{{ title() }}</a>
      <ov-badge>{{ categories[it.category] }}</ov-badge>
      <p class="oc-template-subject">{{ it.subject }}</p>
      <p class="ov-muted ov-small">{{ it.preview }}</p>
    </div>
  `,
  host: { class: 'oc-template-card' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplateCard {
  readonly template = input.required<AdminEmailTemplate>();

  protected readonly categories = CATEGORY_NAMES;
  protected readonly title = computed(() => templateTitle(this.template().name));
  protected readonly picture = computed(() => TEMPLATES.picture(this.title()));
}

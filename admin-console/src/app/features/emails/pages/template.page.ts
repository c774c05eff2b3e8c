import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { DetailPage } from '../../../ui/detail-page';
import { CATEGORY_NAMES, templateTitle } from '../emails.strings';
import { TemplateStore } from '../template.store';
import { TEMPLATE } from '../templates.strings';
import { MailViewer } from '../ui/mail-viewer';

const KILOBYTE = 1_000;

/** One template as its readers see it, and a test of it. */
@Component({
  selector: 'oc-template-page',
  imports: [DetailPage, MailViewer, OvBadge, OvButton, OvCard, OvIcon, OvNotice, RouterLink],
  providers: [TemplateStore],
  templateUrl: './template.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplatePage {
  /** From the address. */
  readonly name = input.required<string>();

  protected readonly words = TEMPLATE;
  protected readonly categories = CATEGORY_NAMES;
  protected readonly store = inject(TemplateStore);
  protected readonly read = this.store.template;
  protected readonly heading = computed(() => (this.read.value() ? templateTitle(this.name()) : TEMPLATE.loading));
  protected readonly size = computed(() => TEMPLATE.sizeOf(formatNumber(Math.ceil((this.read.value()?.htmlBytes ?? 0) / KILOBYTE))));
  protected readonly told = computed(() => {
    const result = this.store.result();
    return (
      result && ({ tone: result.outcome === 'accepted' ? 'success' : 'danger', text: TEMPLATE.results[result.outcome](result) } as const)
    );
  });

  constructor() {
    effect(() => this.store.name.set(this.name()));
  }
}

import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { APP_NAME } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { CATEGORY_NAMES, templateTitle } from '../emails.strings';
import { TemplateStore } from '../template.store';
import { TEMPLATE } from '../templates.strings';
import { MailViewer } from '../ui/mail-viewer';

const KILOBYTE = 1_000;

/** One template as its readers see it, and a test of it. */
@Component({
  selector: 'oc-template-page',
  imports: [MailViewer, OvBadge, OvButton, OvCard, OvEmpty, OvIcon, OvNotice, OvPageHeader, OvSkeleton, Problem, RouterLink, Stale],
  providers: [TemplateStore],
  templateUrl: './template.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplatePage {
  /** From the address. */
  readonly name = input.required<string>();

  protected readonly words = TEMPLATE;
  protected readonly refresh = STRINGS.list.refresh;
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
    const title = inject(Title);
    const app = inject(APP_NAME);
    effect(() => this.store.name.set(this.name()));
    effect(() => {
      if (this.read.value()) title.setTitle(`${this.heading()} · ${TEMPLATE.back} · ${app}`);
    });
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }
}

import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { EMAIL_CATEGORIES } from '@orbisvoice/shared-dto/values';
import { OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvSearch, OvSelect } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { CATEGORY_NAMES } from '../emails.strings';
import { TemplatesStore } from '../templates.store';
import { TEMPLATES } from '../templates.strings';
import { TemplateCard } from '../ui/template-card';

/** Every template as a card that opens. */
@Component({
  selector: 'oc-templates-page',
  imports: [OvButton, OvCard, OvEmpty, OvLeaveFocus, OvPageHeader, OvSearch, OvSelect, OvSkeleton, Problem, Refresh, TemplateCard],
  providers: [TemplatesStore],
  templateUrl: './templates.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplatesPage {
  protected readonly words = TEMPLATES;
  protected readonly store = inject(TemplatesStore);
  protected readonly list = this.store.list;
  protected readonly filter = this.store.filter;
  protected readonly categories = [
    { value: '', label: STRINGS.list.any },
    ...EMAIL_CATEGORIES.map((value) => ({ value, label: CATEGORY_NAMES[value] })),
  ];
  protected readonly count = computed(() => TEMPLATES.count(this.store.shown().length, this.store.all().length));

  constructor() {
    offerListKeys(() => this.list.reload());
  }
}

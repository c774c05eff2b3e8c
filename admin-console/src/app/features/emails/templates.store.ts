import { computed, inject, Injectable } from '@angular/core';
import { EMAIL_CATEGORIES } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { EmailsApi } from './emails.api';
import { templateTitle } from './emails.strings';

/** The gallery: a few dozen templates, searched where they are shown. */
@Injectable()
export class TemplatesStore {
  readonly filter = urlState({ search: '', category: '' });
  readonly list = inject(EmailsApi).templates();
  readonly all = computed(() => this.list.value()?.items ?? []);
  readonly shown = computed(() => {
    const search = this.filter.value().search.toLowerCase();
    const category = oneOf(this.filter.value().category, EMAIL_CATEGORIES);
    return this.all().filter(
      (template) =>
        (!category || template.category === category) &&
        [template.name, templateTitle(template.name), template.subject, template.preview].some((text) =>
          text.toLowerCase().includes(search),
        ),
    );
  });
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SecurityAlert } from '@orbisvoice/shared-dto';
import { ALERTS } from '../alerts.strings';

/** Whom or what an alert is about, in a line. */
@Component({
  selector: 'oc-alert-about',
  template: `{{ text() }}
    @if (code(); as it) {
      <code>{{ it }}</code>
    }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertAbout {
  readonly alert = input.required<Pick<SecurityAlert, 'subjectKind' | 'subjectId' | 'subjectName'>>();

  protected readonly text = computed(() => {
    const { subjectKind, subjectName } = this.alert();
    const words = ALERTS.subjects;
    if (subjectKind === 'user' || subjectKind === 'api_key') return words[subjectKind](subjectName);
    return words[subjectKind];
  });
  protected readonly code = computed(() => {
    const { subjectKind, subjectId } = this.alert();
    return subjectKind === 'network' || subjectKind === 'gateway' ? subjectId : null;
  });
}

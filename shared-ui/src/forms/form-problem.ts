import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { OvNotice } from '../feedback/states';
import { UI } from '../ui-strings';
import type { FormState } from './form-state';

/** Why a form was refused, above its fields. */
@Component({
  selector: 'ov-form-problem',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvNotice],
  template: `
    @if (problem(); as refused) {
      <ov-notice tone="danger">
        <span>{{ refused.sentence }}</span>
        @if (reference(); as id) {
          <span class="ov-small"
            >{{ ui.traceId }} <code>{{ id }}</code></span
          >
        }
      </ov-notice>
    }
  `,
})
export class OvFormProblem {
  readonly state = input.required<FormState<object>>();
  protected readonly ui = UI;
  protected readonly problem = computed(() => this.state().problem());
  /** Only for what support has to look up; a wrong password needs no reference. */
  protected readonly reference = computed(() => {
    const problem = this.problem();
    return problem && problem.status >= 500 ? problem.traceId : null;
  });
}

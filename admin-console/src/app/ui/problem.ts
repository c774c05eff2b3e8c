import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { type ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvDenied, OvError } from '@orbisvoice/shared-ui/feedback';
import { STRINGS } from '../core/strings';

/** A read that was refused or failed, in the words of the console: a refusal is about staff rights, not about a workspace's roles. */
@Component({
  selector: 'oc-problem',
  imports: [OvDenied, OvError],
  template: `
    @if (problem().isDenied) {
      <ov-denied [text]="words.deniedText" />
    } @else {
      <ov-error [problem]="problem()" (retry)="retry.emit()" />
    }
  `,
  host: { class: 'oc-state' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Problem {
  readonly problem = input.required<ApiProblem>();
  readonly retry = output<void>();
  protected readonly words = STRINGS.state;
}

import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { OvField, OvInput } from '../forms/field';
import { OvButton } from '../ui/button';
import { UI } from '../ui-strings';
import { ConfirmService } from './confirm.service';
import { OvDialog } from './dialog';

/** Where `ConfirmService` asks. Once per app. */
@Component({
  selector: 'ov-confirm',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvDialog, OvField, OvInput],
  template: `
    @if (confirm.current()?.question; as question) {
      <ov-dialog [heading]="question.heading" (closed)="confirm.settle(false)">
        <p>{{ question.text }}</p>
        @if (question.consequences; as list) {
          <ul>
            @for (item of list; track item) {
              <li>{{ item }}</li>
            }
          </ul>
        }
        @if (question.typed; as word) {
          <ov-field [label]="ui.typeToConfirm(word)">
            <input ovInput autocomplete="off" #control [value]="typed()" (input)="typed.set(control.value)" (keydown.enter)="yes()" />
          </ov-field>
        }
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="confirm.settle(false)">{{ ui.cancel }}</button>
          <button ov-button type="button" [variant]="question.isDangerous ? 'danger' : 'strong'" [disabled]="!isReady()" (click)="yes()">
            {{ question.confirmLabel }}
          </button>
        </div>
      </ov-dialog>
    }
  `,
})
export class OvConfirm {
  protected readonly confirm = inject(ConfirmService);
  protected readonly ui = UI;
  protected readonly typed = linkedSignal({ source: this.confirm.current, computation: () => '' });
  protected readonly isReady = computed(() => {
    const word = this.confirm.current()?.question.typed;
    return !word || this.typed().trim() === word;
  });

  protected yes(): void {
    if (this.isReady()) this.confirm.settle(true);
  }
}

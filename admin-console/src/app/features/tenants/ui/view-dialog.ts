import { ChangeDetectionStrategy, Component, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import type { TenantView, TenantViewSettings } from '@orbisvoice/shared-dto';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { errorSentence } from '@orbisvoice/shared-ui/core';
import { FormState, OvControl, OvField, OvForm } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { VIEWS } from '../tenant-list.strings';
import { ViewsStore } from '../views.store';

/** Names a view: a new one of the present list, or one that is there. */
@Component({
  selector: 'oc-view-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm],
  template: `
    @let view = renamed();
    <ov-dialog [heading]="view ? words.renameHeading(view.name) : words.saveHeading" (closed)="closed.emit()">
      <form class="ov-stack" [ovForm]="form" (ovSubmit)="send()">
        <ov-field [label]="words.name" [hint]="view ? '' : words.nameHint">
          <input [ovControl]="form" name="name" required maxlength="60" autocomplete="off" />
        </ov-field>
        @if (!view) {
          <label class="ov-row"
            ><input type="checkbox" #share [checked]="false" (change)="isShared = share.checked" />{{ words.share }}</label
          >
        }
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button variant="strong">
            <span>{{ view ? words.renameAction : words.saveAction }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ViewDialog {
  /** The view to give another name; null: the present list becomes one. */
  readonly renamed = input.required<TenantView | null>();
  readonly settings = input.required<TenantViewSettings>();
  readonly closed = output<void>();

  protected readonly words = VIEWS;
  protected readonly form = new FormState({ name: '' });
  protected isShared = false;
  private readonly store = inject(ViewsStore);
  private readonly dialog = viewChild.required(OvDialog);

  constructor() {
    effect(() => {
      const name = this.renamed()?.name ?? '';
      untracked(() => this.form.reset({ name }));
    });
  }

  protected close(): void {
    this.dialog().close();
  }

  /**
   * It shows at once, so there is nothing to wait for; what refuses it is told by a note. What is wrong with the name can be known before, while what
   * was typed is still there.
   */
  protected send(): void {
    const [view, name] = [this.renamed(), this.form.value().name.trim()];
    const wrong = this.faultOf(name);
    if (wrong) return this.form.setErrors({ name: wrong });
    if (view) void this.store.update(view, { name });
    else void this.store.save({ name, isShared: this.isShared, settings: this.settings() });
    this.close();
  }

  /** Names are one's own, and told apart as the server does. */
  private faultOf(name: string): string | null {
    if (!name) return VIEWS.nameBlank;
    const others = this.store.own().filter(({ id }) => id !== this.renamed()?.id);
    const isTaken = others.some((view) => view.name.toLowerCase() === name.toLowerCase());
    return isTaken ? errorSentence('admin.view_name_taken') : null;
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { ExportActions } from '../export-actions';
import { S } from '../exports.strings';
import { isUnfinished } from '../live-exports';

const REPEATABLE: readonly Export['status'][] = ['failed', 'canceled', 'expired'];

/** What can be done with an export in its state; small, for a row, or with words. */
@Component({
  selector: 'ov-export-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  host: { class: 'ov-row' },
  template: `
    @let one = of();
    @if (canDownload()) {
      <button
        ov-button
        type="button"
        size="s"
        [variant]="look() === 'row' ? 'strong' : 'primary'"
        [isLoading]="isBusy()"
        [attr.aria-label]="s.download(one.fileName)"
        (click)="actions.download(one)"
      >
        <ov-icon name="download" />{{ s.downloadShort }}
      </button>
    }
    @if (actions.canWrite()) {
      @if (isRunning()) {
        <button
          ov-button
          type="button"
          size="s"
          [isLoading]="isBusy()"
          [attr.aria-label]="s.cancel(one.fileName)"
          (click)="actions.cancel(one)"
        >
          {{ s.cancelShort }}
        </button>
      }
      @if (canRepeat()) {
        <button
          ov-button
          type="button"
          size="s"
          [isLoading]="isBusy()"
          [attr.aria-label]="s.again(one.fileName)"
          (click)="actions.again(one)"
        >
          <ov-icon name="retry" />{{ s.againShort }}
        </button>
      }
      <button
        ov-button
        type="button"
        size="s"
        variant="ghost"
        [isSquare]="look() === 'row'"
        [disabled]="isBusy()"
        [attr.aria-label]="s.remove(one.fileName)"
        (click)="remove.emit()"
      >
        <ov-icon name="delete" />{{ look() === 'row' ? '' : s.removeShort }}
      </button>
    }
  `,
})
export class ExportButtons {
  readonly of = input.required<Export>();
  readonly look = input<'row' | 'page'>('row');
  /** Asked to delete it: the page does, and knows where the focus goes after. */
  readonly remove = output<void>();
  protected readonly s = S.actions;
  protected readonly actions = inject(ExportActions);
  private readonly session = inject(SessionStore);

  protected readonly isBusy = computed(() => this.actions.isBusy(this.of().id));
  protected readonly isRunning = computed(() => isUnfinished(this.of()));
  protected readonly canRepeat = computed(() => REPEATABLE.includes(this.of().status) && this.mayReadRows());
  /** Not while acting for somebody: nothing of a customer's leaves by the hands of staff. */
  protected readonly canDownload = computed(() => this.of().status === 'completed' && this.mayReadRows() && !this.session.impersonation());

  private mayReadRows(): boolean {
    return this.session.can(EXPORT_DATASETS[this.of().dataset].permission);
  }
}

import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import type { TenantBulkPreview, TenantBulkRun, TenantSelection } from '@orbisvoice/shared-dto';
import type { BulkAction } from '@orbisvoice/shared-dto/values';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvDialog, OvNotice, OvSkeleton, ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { Problem } from '../../../ui/problem';
import { TenantListApi } from '../tenant-list.api';
import { BULK, BULK_ACTION_NAMES, BULK_RUN_NAMES } from '../tenant-list.strings';

/** One standing for many tenants: first how many of each outcome, then a reason. Nothing is changed before that. */
@Component({
  selector: 'oc-bulk-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvNotice, OvSkeleton, Problem],
  template: `
    <ov-dialog isWide [heading]="words.dialog[action()](number(count()))" (closed)="closed.emit(run())">
      @if (problem(); as it) {
        <oc-problem [problem]="it" (retry)="look()" />
      } @else if (preview(); as it) {
        <section class="oc-effects">
          <h3 class="ov-label">{{ words.effects }}</h3>
          <ul>
            @for (line of lines(); track line) {
              <li>{{ line }}</li>
            }
          </ul>
        </section>
        @if (it.willChange > 0) {
          <form class="ov-stack" [ovForm]="form" (ovSubmit)="send(it)">
            <ov-form-problem [state]="form" />
            <ov-field [label]="words.reason" [hint]="words.reasonHint">
              <textarea [ovControl]="form" name="reason" required minlength="10" maxlength="500" rows="3"></textarea>
            </ov-field>
            <div class="ov-dialog-actions">
              <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
              <button ov-button [variant]="action() === 'suspend' ? 'danger' : 'strong'" [isLoading]="form.isBusy()">
                <span>{{ names[action()] }}</span>
              </button>
            </div>
          </form>
        } @else {
          <ov-notice tone="warning">{{ words.nothing }}</ov-notice>
          <div class="ov-dialog-actions">
            <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          </div>
        }
      } @else {
        <p role="status">{{ words.checking }}</p>
        <ov-skeleton [lines]="4" />
      }
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkDialog {
  readonly action = input.required<BulkAction>();
  readonly selection = input.required<TenantSelection>();
  readonly count = input.required<number>();
  /** The dialog is gone, with the run that has begun. */
  readonly closed = output<TenantBulkRun | null>();

  protected readonly words = BULK;
  protected readonly names = BULK_ACTION_NAMES;
  protected readonly number = formatNumber;
  protected readonly form = new FormState({ reason: '' });
  protected readonly preview = signal<TenantBulkPreview | null>(null);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly run = signal<TenantBulkRun | null>(null);
  protected readonly lines = computed(() => {
    const it = this.preview();
    return it ? effectsOf(it) : [];
  });
  private readonly api = inject(TenantListApi);
  private readonly toasts = inject(ToastService);
  private readonly dialog = viewChild.required(OvDialog);

  constructor() {
    effect(() => {
      this.selection();
      untracked(() => void this.look());
    });
  }

  protected async look(): Promise<void> {
    this.problem.set(null);
    this.preview.set(null);
    try {
      this.preview.set(await this.api.preview({ action: this.action(), selection: this.selection() }));
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }

  protected close(): void {
    this.dialog().close();
  }

  protected async send({ total, set }: TenantBulkPreview): Promise<void> {
    const [action, selection] = [this.action(), this.selection()];
    const quoted = { action, selection, expectedTotal: total, expectedSet: set };
    const sent = await this.form.submit(({ reason }) => this.api.start({ ...quoted, reason: reason.trim() }));
    if (!sent) return;
    this.run.set(sent.answer);
    this.toasts.show({ text: BULK.begun(BULK_RUN_NAMES[action], formatNumber(sent.answer.counts.total)) });
    this.close();
  }
}

/** What a preview says, a line each; what is nothing is not said. */
function effectsOf(it: TenantBulkPreview): string[] {
  const lines: readonly (readonly [number, (count: string) => string])[] = [
    [it.notPossible, BULK.notPossible],
    [it.protected, BULK.protectedOnes],
    [it.gone, BULK.gone],
    [it.willChange > 0 ? it.agents : 0, (count) => BULK.agents(it.action, count)],
    [it.action === 'suspend' ? it.liveConversations : 0, BULK.live],
    [it.willChange > 0 ? it.mails : 0, BULK.mails],
  ];
  return [BULK.willChange(it.action, formatNumber(it.willChange)), ...lines.flatMap(([n, say]) => (n > 0 ? [say(formatNumber(n))] : []))];
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportSchedule } from '@orbisvoice/shared-dto';
import { REPORT_SCHEDULES_MAX } from '@orbisvoice/shared-dto/values';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { ConfirmService, OvAsync, OvEmpty, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvIcon, OvSwitch } from '@orbisvoice/shared-ui/ui';
import { scheduleInWords } from '../schedule-words';
import { SchedulesStore } from '../schedules.store';
import { RUN_LABELS, S } from '../schedules.strings';
import { ScheduleDialog } from '../ui/schedule-dialog';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: S.columns.name },
  { key: 'recipients', label: S.columns.recipients },
  { key: 'next', label: S.columns.next },
  { key: 'last', label: S.columns.last },
  { key: 'active', label: S.columns.active },
  { key: 'actions', label: S.columns.actions, isLabelHidden: true },
];

/** Reports that come by mail: when, to whom, and what became of the last one. */
@Component({
  selector: 'ov-schedules-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvEmpty,
    OvIcon,
    OvReady,
    OvRelativePipe,
    OvSwitch,
    OvTable,
    RouterLink,
    ScheduleDialog,
  ],
  providers: [SchedulesStore],
  templateUrl: './schedules.page.html',
})
export default class SchedulesPage {
  protected readonly store = inject(SchedulesStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly runs = RUN_LABELS;
  protected readonly most = REPORT_SCHEDULES_MAX;
  protected readonly words = scheduleInWords;
  /** The one in the dialog; `new` for one that is to be. */
  protected readonly edited = signal<ReportSchedule | 'new' | null>(null);
  private readonly busy = signal<string | null>(null);
  private readonly session = inject(SessionStore);
  /** Not while acting for somebody: the server refuses all of it to staff. */
  protected readonly canWrite = computed(() => this.session.can('reports.manage') && !this.session.impersonation());
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  protected isBusy = (id: string): boolean => this.busy() === id;
  protected isNobodyLeft = ({ recipients }: ReportSchedule): boolean => recipients.every(({ isUnsubscribed }) => isUnsubscribed);

  protected saved({ name }: ReportSchedule): void {
    this.toasts.show({ text: this.edited() === 'new' ? S.created(name) : S.changed(name) });
    this.edited.set(null);
  }

  protected async setActive({ id, name }: ReportSchedule, isActive: boolean): Promise<void> {
    await this.attempt(id, async () => {
      await this.store.setActive(id, isActive);
      this.toasts.show({ text: isActive ? S.resumed(name) : S.pausedDone(name) });
    });
  }

  protected async sendNow({ id, name }: ReportSchedule): Promise<void> {
    await this.attempt(id, async () => {
      await this.store.sendNow(id);
      this.toasts.show({ text: S.sent(name, this.session.me()?.email ?? '') });
    });
  }

  protected async remove({ id, name }: ReportSchedule): Promise<void> {
    const { heading, text, consequences, confirm: confirmLabel } = S.remove;
    if (!(await this.confirm.ask({ heading: heading(name), text, consequences, confirmLabel, isDangerous: true }))) return;
    await this.attempt(id, async () => {
      await this.store.remove(id);
      this.toasts.show({ text: S.remove.done(name) });
    });
  }

  /** What is not there any more leaves the screen. */
  private async attempt(id: string, task: () => Promise<void>): Promise<void> {
    this.busy.set(id);
    try {
      await task();
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (problem.isMissing) this.store.drop(id);
      this.toasts.show({ text: problem.sentence, tone: 'danger' });
    } finally {
      this.busy.set(null);
    }
  }
}

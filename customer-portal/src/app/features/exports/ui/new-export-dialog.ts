import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import type { AgentPage } from '@orbisvoice/shared-dto';
import { ANALYTICS_INTERVALS, EXPORT_DATASETS } from '@orbisvoice/shared-dto/values';
import { Clock, SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { OvDialog, ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, type Option } from '@orbisvoice/shared-ui/ui';
import { RANGE_LABELS, todayIn } from '../../../core/range-presets';
import { ExportActions } from '../export-actions';
import { CUSTOM, EVERYTHING, choicesOf, daysOf, draftOf, requestOf, type ExportDraft } from '../export-request';
import { filtersInWords } from '../export-words';
import { ExportsApi } from '../exports.api';
import { DATASET_HINTS } from '../dataset.strings';
import { readableGroups } from '../readable-datasets';
import { FILTER_LABELS, FORMAT_LABELS, N } from '../exports.strings';
import { choiceLabel } from '../filter-words';

const ALL: Option = { value: '', label: N.all };

/** What to write, of which days, and how. Only what the person may read is on offer, and only filters that the content knows. */
@Component({
  selector: 'ov-new-export-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  templateUrl: './new-export-dialog.html',
})
export class NewExportDialog {
  readonly closed = output<void>();
  protected readonly s = N;
  protected readonly hints = DATASET_HINTS;
  protected readonly formatLabels = FORMAT_LABELS;
  protected readonly filterLabels = FILTER_LABELS;
  protected readonly rangeLabels = { ...RANGE_LABELS, [EVERYTHING]: N.everything, [CUSTOM]: N.custom };
  protected readonly intervals = ANALYTICS_INTERVALS.map((value) => ({ value, label: N.intervals[value] }));

  private readonly actions = inject(ExportActions);
  private readonly toasts = inject(ToastService);
  private readonly session = inject(SessionStore);
  private readonly api = inject(ExportsApi);
  protected readonly zone = this.session.timeZone();
  private readonly today = todayIn(this.zone, inject(Clock).now());

  protected readonly groups = readableGroups((permission) => this.session.can(permission));

  protected readonly state = new FormState<ExportDraft>(draftOf(this.groups[0]?.options[0]?.value ?? 'conversations'));
  protected readonly draft = this.state.value;
  protected readonly choices = computed(() => choicesOf(this.draft().dataset));
  protected readonly isCustom = computed(() => this.choices().ranges.length > 0 && this.draft().range === CUSTOM);
  protected readonly picks = computed(() => {
    const { dataset } = this.draft();
    return this.choices().picks.map(({ name, values }) => ({
      name,
      options: [
        name === 'attempts' ? { value: '', label: N.everyAttempt } : ALL,
        ...values.map((value) => ({ value, label: choiceLabel(dataset, name, value) })),
      ],
    }));
  });
  private readonly agents = apiResource<AgentPage>(() => (this.session.can('agents.read') ? this.api.agents() : undefined));
  protected readonly agentOptions = computed<Option[]>(() => [
    ALL,
    ...(this.agents.value()?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]);

  /** What is wrong with days that have no field of their own. */
  protected readonly rangeError = computed(() =>
    this.isCustom() ? null : (this.state.error('filters.from') ?? this.state.error('filters.to')),
  );
  protected readonly holds = computed(() => {
    const names = new Map(this.agentOptions().map(({ value, label }) => [value, label]));
    const days = daysOf(this.draft(), this.today);
    if (days && (!days.from || !days.to)) return [];
    return filtersInWords(requestOf(this.draft(), this.today), { timeZone: this.session.timeZone(), agentName: (id) => names.get(id) });
  });

  /** Another content: what it does not know of the form is put right. */
  protected adapt(): void {
    this.state.patch(draftOf(this.draft().dataset, this.draft()));
  }

  protected async send(): Promise<void> {
    const days = this.isCustom() ? daysOf(this.draft(), this.today) : null;
    if (days && days.to < days.from) return this.state.setErrors({ 'filters.to': N.wrongOrder });
    const done = await this.state.submit((draft) => this.actions.create(requestOf(draft, this.today)));
    if (!done) return;
    this.toasts.show({ text: N.created(EXPORT_DATASETS[done.answer.dataset].label) });
    this.closed.emit();
  }
}

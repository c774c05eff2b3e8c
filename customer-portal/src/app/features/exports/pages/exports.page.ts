import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASET_NAMES, EXPORT_DATASETS, EXPORT_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvCell, OvClearFilters, OvKeysetPart, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvNumberPipe, OvRelativePipe, formatBytes, formatDate } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvIcon, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { rowFocus } from '../../../core/row-focus';
import { ExportActions } from '../export-actions';
import { failureSentence, filtersInWords } from '../export-words';
import { ExportsStore } from '../exports.store';
import { readableGroups } from '../readable-datasets';
import { FORMAT_LABELS, N, S, STATUS_LABELS } from '../exports.strings';
import { LiveExports, isUnfinished } from '../live-exports';
import { ExportButtons } from '../ui/export-buttons';
import { ExportProgress } from '../ui/export-progress';
import { NewExportDialog } from '../ui/new-export-dialog';

const COLUMNS: readonly Column[] = [
  { key: 'content', label: S.columns.content },
  { key: 'status', label: S.columns.status },
  { key: 'size', label: S.columns.size },
  { key: 'asked', label: S.columns.asked },
  { key: 'expires', label: S.columns.expires },
  { key: 'actions', label: S.columns.actions, isLabelHidden: true },
];
const ALL: Option = { value: '', label: S.filters.all };

/** All exports, newest first; each moves on by itself while it is written. */
@Component({
  selector: 'ov-exports-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ExportButtons,
    ExportProgress,
    NewExportDialog,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvClearFilters,
    OvDatePipe,
    OvIcon,
    OvKeysetPart,
    OvNotice,
    OvNumberPipe,
    OvReady,
    OvRelativePipe,
    OvSelect,
    OvTable,
    RouterLink,
  ],
  providers: [LiveExports, ExportsStore, ExportActions],
  templateUrl: './exports.page.html',
})
export default class ExportsPage {
  private readonly session = inject(SessionStore);
  private readonly actions = inject(ExportActions);
  private readonly focusAt = rowFocus();
  protected readonly store = inject(ExportsStore);
  protected readonly canWrite = this.actions.canWrite;
  protected readonly canSchedule = computed(() => this.session.can('reports.manage') && !this.session.impersonation());
  protected readonly s = S;
  protected readonly n = N;
  protected readonly columns = COLUMNS;
  protected readonly datasets = EXPORT_DATASETS;
  protected readonly formats = FORMAT_LABELS;
  protected readonly statuses = STATUS_LABELS;
  protected readonly bytes = formatBytes;
  protected readonly isUnfinished = isUnfinished;
  protected readonly failure = failureSentence;
  protected readonly isCreating = signal(false);
  protected readonly datasetOptions = [ALL, ...EXPORT_DATASET_NAMES.map((value) => ({ value, label: EXPORT_DATASETS[value].label }))];
  protected readonly statusOptions = [ALL, ...EXPORT_STATUSES.map((value) => ({ value, label: STATUS_LABELS[value].label }))];
  protected readonly linkOf = ({ id }: Export): string[] => ['/exports', id];
  protected readonly filtersOf = (one: Export): string => filtersInWords(one, { timeZone: this.session.timeZone() }).join(' · ');
  /** What an empty list could hold, for this person. */
  protected readonly offers = computed(() =>
    readableGroups((permission) => this.session.can(permission)).map(({ label, options }) => ({
      label,
      contents: options.map((option) => option.label).join(', '),
    })),
  );

  protected readonly staleText = computed(() => {
    const stale = this.store.stale();
    return stale && S.stale(stale.problem.sentence, formatDate(stale.readAt, this.session.timeZone(), 'time'));
  });

  /** The keyboard stays where the row was. */
  protected async remove(one: Export): Promise<void> {
    const place = this.store.rows().findIndex(({ id }) => id === one.id);
    if (await this.actions.remove(one)) this.focusAt(place);
  }
}

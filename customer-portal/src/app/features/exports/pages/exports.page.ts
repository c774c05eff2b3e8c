import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASET_NAMES, EXPORT_DATASETS, EXPORT_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvCell, OvLoadMore, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvNumberPipe, OvRelativePipe, formatBytes, formatDate } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvIcon, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { ExportActions } from '../export-actions';
import { failureSentence, filtersInWords } from '../export-words';
import { ExportsStore } from '../exports.store';
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
    OvDatePipe,
    OvEmpty,
    OvIcon,
    OvLoadMore,
    OvNotice,
    OvNumberPipe,
    OvReady,
    OvRelativePipe,
    OvSelect,
    OvTable,
  ],
  providers: [LiveExports, ExportsStore, ExportActions],
  templateUrl: './exports.page.html',
})
export default class ExportsPage {
  protected readonly store = inject(ExportsStore);
  protected readonly canWrite = inject(ExportActions).canWrite;
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
  protected readonly filtersOf = (one: Export): string => filtersInWords(one).join(' · ');
  private readonly zone = inject(SessionStore).timeZone;

  protected readonly staleText = computed(() => {
    const stale = this.store.stale();
    return stale && S.stale(stale.problem.sentence, formatDate(stale.readAt, this.zone(), 'time'));
  });
}

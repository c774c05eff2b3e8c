import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { WidgetVisit } from '@orbisvoice/shared-dto';
import { FUNNEL_STEPS, FUNNEL_STEP_LABELS } from '@orbisvoice/shared-dto/values';
import { UI } from '@orbisvoice/shared-ui/core';
import { OvCell, OvKeysetPart, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { DEVICE_LABELS } from '../../../core/conversation-labels';
import { ListExport } from '../../../core/list-export';
import { countryName } from '../../../core/visitor-facts';
import { S } from '../report-rows.strings';
import { ReportRowsFrame, VisitsStore } from '../report-rows.store';
import { RowsFilters } from '../ui/rows-filters';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: S.visits.columns.at },
  { key: 'agent', label: S.visits.columns.agent },
  { key: 'step', label: S.visits.columns.step },
  { key: 'country', label: S.visits.columns.country },
  { key: 'device', label: S.visits.columns.device },
  { key: 'browser', label: S.visits.columns.browser },
];

/** The visits that the report on engagement counted, newest first, filtered by the address. */
@Component({
  selector: 'ov-visits-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ListExport, OvAsync, OvCard, OvCell, OvDatePipe, OvKeysetPart, OvPageHeader, OvReady, OvSelect, OvTable, RowsFilters],
  providers: [ReportRowsFrame, VisitsStore],
  templateUrl: './visits.page.html',
})
export default class VisitsPage {
  protected readonly store = inject(VisitsStore);
  protected readonly frame = this.store.frame;
  protected readonly s = S;
  protected readonly none = UI.notAvailable;
  protected readonly columns = COLUMNS;
  protected readonly steps = FUNNEL_STEP_LABELS;
  protected readonly devices = DEVICE_LABELS;
  protected readonly country = countryName;
  /** Every visit has an impression: the first step asks for all of them. */
  protected readonly stepOptions: Option[] = FUNNEL_STEPS.map((step) => ({
    value: step === 'impression' ? '' : step,
    label: FUNNEL_STEP_LABELS[step],
  }));
  /** A visit in which nobody spoke has no conversation to open. */
  protected readonly linkOf = (row: WidgetVisit): readonly string[] | null => this.frame.conversationLink(row.conversationId);
  protected readonly queryOf = (): Record<string, string> => ({ origin: this.frame.here() });
}

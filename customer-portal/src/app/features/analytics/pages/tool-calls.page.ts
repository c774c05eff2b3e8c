import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { ToolCall } from '@orbisvoice/shared-dto';
import { COUNTED_CHANNELS, TOOL_ATTEMPT_FILTERS, TOOL_CALL_FILTERS, metricText } from '@orbisvoice/shared-dto/values';
import { UI } from '@orbisvoice/shared-ui/core';
import { OvCell, OvKeysetPart, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvCard, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { ATTEMPT_LABELS, CHANNEL_LABELS } from '../../../core/conversation-labels';
import { S } from '../report-rows.strings';
import { ListExport } from '../../../core/list-export';
import { CALL_LABELS } from '../../../core/row-labels';
import { ReportRowsFrame, ToolCallsStore } from '../report-rows.store';
import { RowsFilters } from '../ui/rows-filters';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: S.calls.columns.at },
  { key: 'agent', label: S.calls.columns.agent },
  { key: 'tool', label: S.calls.columns.tool },
  { key: 'channel', label: S.calls.columns.channel },
  { key: 'status', label: S.calls.columns.status },
  { key: 'attempt', label: S.calls.columns.attempt },
  { key: 'cause', label: S.calls.columns.cause },
  { key: 'duration', label: S.calls.columns.duration, align: 'end' },
];
const ALL: Option = { value: '', label: S.filters.all };

/** The attempts of tool calls that the report on agents counted, newest first, filtered by the address. */
@Component({
  selector: 'ov-tool-calls-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ListExport, OvAsync, OvBadge, OvCard, OvCell, OvDatePipe, OvKeysetPart, OvPageHeader, OvReady, OvSelect, OvTable, RowsFilters],
  providers: [ReportRowsFrame, ToolCallsStore],
  templateUrl: './tool-calls.page.html',
})
export default class ToolCallsPage {
  protected readonly store = inject(ToolCallsStore);
  protected readonly frame = this.store.frame;
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly none = UI.notAvailable;
  protected readonly statuses = CALL_LABELS;
  protected readonly channels = CHANNEL_LABELS;
  protected readonly statusOptions = [ALL, ...TOOL_CALL_FILTERS.map((value) => ({ value, label: CALL_LABELS[value].label }))];
  protected readonly attemptOptions = [
    { value: '', label: S.filters.everyAttempt },
    ...TOOL_ATTEMPT_FILTERS.map((value) => ({ value, label: ATTEMPT_LABELS[value] })),
  ];
  protected readonly channelOptions = [ALL, ...COUNTED_CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] }))];
  protected readonly milliseconds = (value: number): string => metricText(value, 'milliseconds');
  protected readonly linkOf = (row: ToolCall): readonly string[] | null => this.frame.conversationLink(row.conversationId);
  protected readonly queryOf = (): Record<string, string> => ({ origin: this.frame.here() });
}

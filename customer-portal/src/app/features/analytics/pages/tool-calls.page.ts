import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { COUNTED_CHANNELS, TOOL_CALL_FILTERS, metricText } from '@orbisvoice/shared-dto/values';
import { SessionStore, UI } from '@orbisvoice/shared-ui/core';
import { OvCell, OvLoadMore, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, formatDate } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { CHANNEL_LABELS } from '../../../core/conversation-labels';
import { CALL_LABELS, S } from '../report-rows.strings';
import { ReportRowsFrame, ToolCallsStore } from '../report-rows.store';
import { RowsFilters } from '../ui/rows-filters';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: S.calls.columns.at },
  { key: 'agent', label: S.calls.columns.agent },
  { key: 'tool', label: S.calls.columns.tool },
  { key: 'channel', label: S.calls.columns.channel },
  { key: 'status', label: S.calls.columns.status },
  { key: 'cause', label: S.calls.columns.cause },
  { key: 'duration', label: S.calls.columns.duration, align: 'end' },
  { key: 'conversation', label: S.calls.columns.conversation, align: 'end' },
];
const ALL: Option = { value: '', label: S.filters.all };

/** The tool calls that the report on agents counted, newest first, filtered by the address. */
@Component({
  selector: 'ov-tool-calls-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvEmpty,
    OvLoadMore,
    OvNotice,
    OvPageHeader,
    OvReady,
    OvSelect,
    OvTable,
    RouterLink,
    RowsFilters,
  ],
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
  protected readonly channelOptions = [ALL, ...COUNTED_CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] }))];
  private readonly session = inject(SessionStore);
  protected readonly milliseconds = (value: number): string => metricText(value, 'milliseconds');
  protected readonly openOf = (instant: string): string => S.openOf(formatDate(instant, this.session.timeZone(), 'time'));
}

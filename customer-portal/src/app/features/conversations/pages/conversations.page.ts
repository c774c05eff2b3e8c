import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Conversation } from '@orbisvoice/shared-dto';
import { CONVERSATION_CHANNELS, CONVERSATION_OUTCOMES, CONVERSATION_STATUSES } from '@orbisvoice/shared-dto/values';
import { OvCell, OvClearFilters, OvKeysetPart, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvDurationPipe, OvNumberPipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { CHANNEL_LABELS, KNOWN_OUTCOME, OUTCOME_LABELS, STATUS_LABELS } from '../../../core/conversation-labels';
import { DayFilter } from '../../../core/day-filter';
import { ListExport } from '../../../core/list-export';
import { ownAddress } from '../../../core/origin';
import { TraitChips } from '../../../core/trait-chips';
import { ConversationsStore } from '../conversations.store';
import { S } from '../conversations.strings';

const COLUMNS: readonly Column[] = [
  { key: 'agent', label: S.columns.agent },
  { key: 'started', label: S.columns.started },
  { key: 'status', label: S.columns.status },
  { key: 'outcome', label: S.columns.outcome },
  { key: 'channel', label: S.columns.channel },
  { key: 'turns', label: S.columns.turns, align: 'end' },
  { key: 'duration', label: S.columns.duration, align: 'end' },
];
const ALL: Option = { value: '', label: S.filters.all };

/** All conversations, newest first, filtered by the address. */
@Component({
  selector: 'ov-conversations-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DayFilter,
    ListExport,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvClearFilters,
    OvDatePipe,
    OvDurationPipe,
    OvKeysetPart,
    OvNumberPipe,
    OvPageHeader,
    OvReady,
    OvSelect,
    OvTable,
    RouterLink,
    TraitChips,
  ],
  providers: [ConversationsStore],
  templateUrl: './conversations.page.html',
})
export default class ConversationsPage {
  protected readonly store = inject(ConversationsStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly channels = CHANNEL_LABELS;
  protected readonly statuses = STATUS_LABELS;
  protected readonly outcomes = OUTCOME_LABELS;
  protected readonly statusOptions = [ALL, ...CONVERSATION_STATUSES.map((value) => ({ value, label: STATUS_LABELS[value].label }))];
  protected readonly outcomeOptions = [
    ALL,
    { value: 'known', label: KNOWN_OUTCOME },
    ...CONVERSATION_OUTCOMES.map((value) => ({ value, label: OUTCOME_LABELS[value].label })),
  ];
  protected readonly channelOptions = [ALL, ...CONVERSATION_CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] }))];
  private readonly here = ownAddress();
  protected readonly linkOf = (row: Conversation): string[] => ['/conversations', row.id];
  /** So that the way back from a conversation leads to the list as it is. */
  protected readonly queryOf = (): Record<string, string> => ({ origin: this.here() });
}

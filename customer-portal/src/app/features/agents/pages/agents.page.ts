import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Agent } from '@orbisvoice/shared-dto';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvCell, OvLeaveFocus, OvPager, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvNumberPipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon, OvSearch, OvSelect, OvSwitch, type Option } from '@orbisvoice/shared-ui/ui';
import { ListExport } from '../../../core/list-export';
import { AgentsStore } from '../agents.store';
import { S, VOICE_LABELS } from '../agents.strings';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: S.columns.name, sort: 'name' },
  { key: 'state', label: S.columns.state },
  { key: 'voice', label: S.columns.voice },
  { key: 'conversations', label: S.columns.conversations, align: 'end' },
  { key: 'created', label: S.columns.created, sort: 'createdAt' },
];

const STATES: readonly Option[] = [
  { value: '', label: S.states.all },
  { value: 'active', label: S.states.active },
  { value: 'inactive', label: S.states.inactive },
];

/** All agents, to find, sort and switch. */
@Component({
  selector: 'ov-agents-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ListExport,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvEmpty,
    OvIcon,
    OvLeaveFocus,
    OvNumberPipe,
    OvPageHeader,
    OvPager,
    OvReady,
    OvSearch,
    OvSelect,
    OvSwitch,
    OvTable,
    RouterLink,
  ],
  providers: [AgentsStore],
  templateUrl: './agents.page.html',
})
export default class AgentsPage {
  protected readonly store = inject(AgentsStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly states = STATES;
  protected readonly voices = VOICE_LABELS;
  protected readonly canManage = inject(SessionStore).can('agents.manage');
  protected readonly linkOf = (agent: Agent): string[] => ['/agents', agent.id];
  private readonly toasts = inject(ToastService);

  protected async toggle(agent: Agent, isActive: boolean): Promise<void> {
    try {
      await this.store.setActive(agent, isActive);
      const text = isActive ? S.switchedOn(agent.name) : S.switchedOff(agent.name);
      this.toasts.show({ text, undo: () => void this.toggle(agent, !isActive) });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
      this.store.agents.reload();
    }
  }
}

import { Injectable, computed, inject } from '@angular/core';
import type { Agent, AgentPage, AgentQuery } from '@orbisvoice/shared-dto';
import { apiResource, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import type { FileFilters } from '../../core/list-export';
import { AgentsApi } from './agents.api';

const SORTS = ['name', '-name', 'createdAt', '-createdAt'] as const satisfies readonly AgentQuery['sort'][];

/** The list of agents as the address asks for it. */
@Injectable()
export class AgentsStore {
  private readonly api = inject(AgentsApi);

  readonly url = urlState({ page: 1, search: '', state: '', sort: '-createdAt' });
  readonly sort = computed(() => oneOf(this.url.value().sort, SORTS) ?? '-createdAt');
  readonly state = computed(() => oneOf(this.url.value().state, ['active', 'inactive']) ?? '');

  private readonly filters = computed(() => {
    const state = this.state();
    return { search: this.url.value().search, isActive: state === '' ? undefined : state === 'active' };
  });
  readonly agents = apiResource<AgentPage>(() => this.api.list({ page: this.url.value().page, ...this.filters(), sort: this.sort() }));
  /** The list has none that were deleted. */
  readonly file = (): FileFilters => ({ ...this.filters(), search: this.filters().search.trim(), isDeleted: false });

  /** Switches an agent on or off and puts the answer into the list. */
  async setActive(agent: Agent, isActive: boolean): Promise<void> {
    const changed = await this.api.update(agent.id, { isActive });
    const page = this.agents.value();
    if (page) this.agents.set({ ...page, items: page.items.map((item) => (item.id === changed.id ? changed : item)) });
  }
}

import { Injectable, computed, inject } from '@angular/core';
import type { AgentPage, Conversation } from '@orbisvoice/shared-dto';
import { CONVERSATION_CHANNELS, CONVERSATION_OUTCOMES, CONVERSATION_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import type { Option } from '@orbisvoice/shared-ui/ui';
import { dayRange } from '../../core/day-range';
import { ConversationsApi } from './conversations.api';
import { S } from './conversations.strings';

/** The list of conversations as the address asks for it. Days are those of the workspace's time zone. */
@Injectable()
export class ConversationsStore {
  private readonly api = inject(ConversationsApi);
  private readonly session = inject(SessionStore);

  readonly url = urlState({ agentId: '', status: '', outcome: '', channel: '', from: '', to: '' });

  readonly conversations = keysetList<Conversation>(() => {
    const { agentId, status, outcome, channel, from, to } = this.url.value();
    return this.api.list({
      agentId,
      status: oneOf(status, CONVERSATION_STATUSES),
      outcome: oneOf(outcome, CONVERSATION_OUTCOMES),
      channel: oneOf(channel, CONVERSATION_CHANNELS),
      ...dayRange(from, to, this.session.timeZone()),
    });
  });

  private readonly agents = apiResource<AgentPage>(() => this.api.agents());
  readonly agentOptions = computed<Option[]>(() => [
    { value: '', label: S.filters.all },
    ...(this.agents.value()?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]);
}

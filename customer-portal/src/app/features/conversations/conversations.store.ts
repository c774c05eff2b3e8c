import { Injectable, computed, inject } from '@angular/core';
import type { AgentPage, Conversation } from '@orbisvoice/shared-dto';
import { CONVERSATION_CHANNELS, CONVERSATION_OUTCOMES, CONVERSATION_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { nextDay, startOfDay } from '@orbisvoice/shared-ui/format';
import type { Option } from '@orbisvoice/shared-ui/ui';
import { ConversationsApi } from './conversations.api';
import { S } from './conversations.strings';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The list of conversations as the address asks for it. Days are those of the workspace's time zone. */
@Injectable()
export class ConversationsStore {
  private readonly api = inject(ConversationsApi);
  private readonly session = inject(SessionStore);

  readonly url = urlState({ agentId: '', status: '', outcome: '', channel: '', from: '', to: '' });

  readonly conversations = keysetList<Conversation>(() => {
    const { agentId, status, outcome, channel, from, to } = this.url.value();
    const zone = this.session.timeZone();
    return this.api.list({
      agentId,
      status: oneOf(status, CONVERSATION_STATUSES),
      outcome: oneOf(outcome, CONVERSATION_OUTCOMES),
      channel: oneOf(channel, CONVERSATION_CHANNELS),
      from: isDay(from) ? startOfDay(from, zone) : undefined,
      to: isDay(to) ? startOfDay(nextDay(to), zone) : undefined,
    });
  });

  private readonly agents = apiResource<AgentPage>(() => this.api.agents());
  readonly agentOptions = computed<Option[]>(() => [
    { value: '', label: S.filters.all },
    ...(this.agents.value()?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]);
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}

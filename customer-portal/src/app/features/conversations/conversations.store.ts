import { Injectable, computed, inject } from '@angular/core';
import type { AgentPage, Conversation } from '@orbisvoice/shared-dto';
import { CONVERSATION_CHANNELS, CONVERSATION_OUTCOMES, CONVERSATION_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import type { Option } from '@orbisvoice/shared-ui/ui';
import { dayRange, isZone } from '../../core/day-range';
import { ConversationsApi } from './conversations.api';
import { S } from './conversations.strings';

/** The list of conversations as the address asks for it. Days are those of the workspace's time zone, or of another one in the address. */
@Injectable()
export class ConversationsStore {
  private readonly api = inject(ConversationsApi);
  private readonly session = inject(SessionStore);

  readonly url = urlState({ agentId: '', status: '', outcome: '', channel: '', from: '', to: '', timeZone: '', origin: '' });
  /** A figure of the analytics led here, which counts less than is listed. */
  readonly isOfReport = computed(() => this.url.value().origin === 'report');
  /** The zone of the days, where it is another than the workspace's: a report of another zone leads here. */
  readonly otherZone = computed(() => {
    const { timeZone } = this.url.value();
    return isZone(timeZone) && timeZone !== this.session.timeZone() ? timeZone : null;
  });

  readonly conversations = keysetList<Conversation>(() => {
    const { agentId, status, outcome, channel, from, to } = this.url.value();
    return this.api.list({
      agentId,
      status: oneOf(status, CONVERSATION_STATUSES),
      outcome: oneOf(outcome, CONVERSATION_OUTCOMES),
      channel: oneOf(channel, CONVERSATION_CHANNELS),
      ...dayRange(from, to, this.otherZone() ?? this.session.timeZone()),
    });
  });

  private readonly agents = apiResource<AgentPage>(() => this.api.agents());
  readonly agentOptions = computed<Option[]>(() => [
    { value: '', label: S.filters.all },
    ...(this.agents.value()?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]);
}

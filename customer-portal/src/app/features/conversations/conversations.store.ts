import { Injectable, computed, inject } from '@angular/core';
import type { AgentPage, Conversation } from '@orbisvoice/shared-dto';
import {
  CONVERSATION_CHANNELS,
  CONVERSATION_STATUSES,
  DEVICES,
  LENGTH_FILTERS,
  LIMITS,
  OUTCOME_FILTERS,
  RESPONSE_STAGES,
  VISITOR_FACTS,
  VISITOR_FILTERS,
} from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { agentOptions } from '../../core/agent-options';
import { TRAIT_LABELS } from '../../core/conversation-labels';
import { addressSpan } from '../../core/address-span';
import { dayRange, daysOrInstants, isDay, isInstant, isZone } from '../../core/day-range';
import type { FileFilters } from '../../core/list-export';
import { wayBack } from '../../core/origin';
import { traitsOf } from '../../core/trait-filters';
import { ConversationsApi } from './conversations.api';
import { S } from './conversations.strings';

const FLAGS = ['true', 'false'] as const;
const yes = (word: (typeof FLAGS)[number] | undefined): boolean | undefined => (word === undefined ? undefined : word === 'true');
const number = (word: string | undefined): number | undefined => (word === undefined ? undefined : Number(word));

/** The list of conversations as the address asks for it. Days are those of the workspace's time zone, or of another one in the address. */
@Injectable()
export class ConversationsStore {
  private readonly api = inject(ConversationsApi);
  private readonly session = inject(SessionStore);

  readonly url = urlState({
    agentId: '',
    status: '',
    outcome: '',
    channel: '',
    from: '',
    to: '',
    timeZone: '',
    isCounted: '',
    isEnded: '',
    length: '',
    hasFirstResponse: '',
    measuredStage: '',
    visitor: '',
    oncePerVisitor: '',
    country: '',
    device: '',
    browser: '',
    unsaid: '',
    weekday: '',
    hour: '',
  });
  /** The report whose figure led here, with its filters. */
  readonly back = wayBack();
  /** What narrows the list besides the fields of the page. */
  readonly traits = computed(() => [...this.span.traits(), ...traitsOf(this.filters(), TRAIT_LABELS)]);
  /** The zone of the days, where it is another than the workspace's: a report of another zone leads here. */
  readonly otherZone = computed(() => {
    const { timeZone } = this.url.value();
    return isZone(timeZone) && timeZone !== this.session.timeZone() ? timeZone : null;
  });

  readonly span = addressSpan({
    value: () => this.url.value(),
    patch: (days) => this.url.patch(days),
    zone: () => this.otherZone() ?? this.session.timeZone(),
  });

  /** What narrows the list; what the address says and nobody knows narrows nothing. */
  readonly filters = computed(() => {
    const { agentId, status, outcome, channel, from, ...traits } = this.url.value();
    const visitor = oneOf(traits.visitor, VISITOR_FILTERS);
    return {
      agentId,
      status: oneOf(status, CONVERSATION_STATUSES),
      outcome: oneOf(outcome, OUTCOME_FILTERS),
      channel: oneOf(channel, CONVERSATION_CHANNELS),
      isCounted: oneOf(traits.isCounted, FLAGS),
      isEnded: oneOf(traits.isEnded, FLAGS),
      length: oneOf(traits.length, LENGTH_FILTERS),
      hasFirstResponse: oneOf(traits.hasFirstResponse, FLAGS),
      measuredStage: oneOf(traits.measuredStage, RESPONSE_STAGES),
      // nobody is new without a first day
      visitor: visitor === 'known' || isDay(from) || isInstant(from) ? visitor : undefined,
      oncePerVisitor: oneOf(traits.oncePerVisitor, ['true']),
      country: /^[A-Z]{2}$/.test(traits.country) ? traits.country : undefined,
      device: oneOf(traits.device, DEVICES),
      browser: traits.browser.slice(0, LIMITS.browserMax) || undefined,
      unsaid: oneOf(traits.unsaid, VISITOR_FACTS),
      weekday: oneOf(traits.weekday, Object.keys(TRAIT_LABELS.weekday)),
      hour: oneOf(traits.hour, Object.keys(TRAIT_LABELS.hour)),
    };
  });
  readonly conversations = keysetList<Conversation>(() => {
    const { from, to } = this.url.value();
    const zone = this.otherZone();
    // the server knows the workspace's
    return this.api.list({ ...this.filters(), ...dayRange(from, to, zone ?? this.session.timeZone()), timeZone: zone ?? undefined });
  });

  /** The same for a file: values instead of words. */
  readonly file = (): FileFilters => {
    const { from, to } = this.url.value();
    const { isCounted, isEnded, hasFirstResponse, oncePerVisitor, weekday, hour, ...words } = this.filters();
    return {
      ...words,
      ...daysOrInstants(from, to),
      timeZone: this.otherZone(),
      isCounted: yes(isCounted),
      isEnded: yes(isEnded),
      hasFirstResponse: yes(hasFirstResponse),
      oncePerVisitor: yes(oncePerVisitor),
      weekday: number(weekday),
      hour: number(hour),
    };
  };

  /** Takes a filter off that has no field. */
  widen(without: Readonly<Record<string, string>>): void {
    if (!this.span.widen(without)) this.url.patch(without);
  }

  private readonly agents = apiResource<AgentPage>(() => this.api.agents());
  readonly agentOptions = computed(() => agentOptions(S.filters.all, this.url.value().agentId, this.agents.value()));
}

import { Injectable, computed, inject } from '@angular/core';
import type { AgentPage, ToolCall, WidgetVisit } from '@orbisvoice/shared-dto';
import { COUNTED_CHANNELS, FUNNEL_MODES, FUNNEL_STEPS, TOOL_ATTEMPT_FILTERS, TOOL_CALL_FILTERS } from '@orbisvoice/shared-dto/values';
import { Clock, SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { addDays } from '@orbisvoice/shared-ui/format';
import type { Option } from '@orbisvoice/shared-ui/ui';
import { addressSpan } from '../../core/address-span';
import { agentOptions } from '../../core/agent-options';
import { daysOrInstants, isDay, isZone } from '../../core/day-range';
import type { FileFilters } from '../../core/list-export';
import { ownAddress, wayBack } from '../../core/origin';
import { todayIn, type Days } from '../../core/range-presets';
import { CALL_TRAITS, VISIT_TRAITS } from '../../core/row-labels';
import { traitsOf } from '../../core/trait-filters';
import { AnalyticsApi } from './analytics.api';
import { S } from './report-rows.strings';

/** Days of the address, both included, as figures of tools take them: no instants. */
const daysOf = (from: string, to: string) => ({ from: isDay(from) ? from : undefined, to: isDay(to) ? addDays(to, 1) : undefined });

/** As many as a report has that is asked for no days. */
const DEFAULT_DAYS = 30;

/** What both lists of rows share: agents to choose from, the way back, the zone of the days. */
@Injectable()
export class ReportRowsFrame {
  private readonly api = inject(AnalyticsApi);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  readonly back = wayBack();
  readonly here = ownAddress();
  private readonly agents = apiResource<AgentPage>(() => (this.session.can('agents.read') ? this.api.agents() : undefined));

  /** Agents to choose from, with the one that the address asks for. */
  agentOptions(agentId: string): Option[] {
    return agentOptions(S.filters.all, agentId, this.agents.value());
  }

  /** Where a row leads: to its conversation, for whoever may read conversations. */
  conversationLink(id: string | null): readonly string[] | null {
    return id !== null && this.session.can('conversations.read') ? ['/conversations', id] : null;
  }

  /** The span of a file: that of the list, which is of thirty days that end with today where the address names no bound. */
  fileSpan({ from, to }: Partial<Days>, timeZone: string): Days {
    const dayOf = (bound: string, before = 0): string => (isDay(bound) ? bound : todayIn(timeZone, Date.parse(bound) - before));
    const today = todayIn(timeZone, this.clock.now());
    const last = from !== undefined && dayOf(from) > today ? dayOf(from) : today;
    const end = to ?? addDays(last, 1);
    const dayAfter = isDay(end) ? end : addDays(dayOf(end, 1), 1);
    return { from: from ?? addDays(dayAfter, -DEFAULT_DAYS), to: end };
  }

  /** A zone of the address, where it is another than the workspace's. */
  otherZone(timeZone: string): string | null {
    return isZone(timeZone) && timeZone !== this.session.timeZone() ? timeZone : null;
  }

  /** The zone of the days. */
  zoneOf(timeZone: string): string {
    return this.otherZone(timeZone) ?? this.session.timeZone();
  }
}

/** Tool calls as the address asks for them. */
@Injectable()
export class ToolCallsStore {
  private readonly api = inject(AnalyticsApi);
  readonly frame = inject(ReportRowsFrame);
  readonly url = urlState({ agentId: '', channel: '', tool: '', status: '', attempts: '', cause: '', from: '', to: '', timeZone: '' });
  readonly zone = computed(() => this.frame.otherZone(this.url.value().timeZone));
  readonly agents = computed(() => this.frame.agentOptions(this.url.value().agentId));
  readonly traits = computed(() => traitsOf(this.url.value(), CALL_TRAITS));
  private readonly filters = computed(() => {
    const { agentId, channel, tool, status, attempts, cause } = this.url.value();
    return {
      agentId,
      channel: oneOf(channel, COUNTED_CHANNELS),
      tool,
      status: oneOf(status, TOOL_CALL_FILTERS),
      attempts: oneOf(attempts, TOOL_ATTEMPT_FILTERS),
      cause,
      timeZone: this.zone(),
    };
  });
  readonly calls = keysetList<ToolCall>(() => {
    const { from, to } = this.url.value();
    return this.api.toolCalls({ ...this.filters(), ...daysOf(from, to) });
  });
  /** The calls of a report are those of conversations that count. */
  readonly file = (): FileFilters => {
    const { from, to, timeZone } = this.url.value();
    return { ...this.filters(), ...this.frame.fileSpan(daysOf(from, to), this.frame.zoneOf(timeZone)), isCounted: true };
  };
}

/** Visits as the address asks for them. */
@Injectable()
export class VisitsStore {
  private readonly api = inject(AnalyticsApi);
  readonly frame = inject(ReportRowsFrame);
  readonly url = urlState({ agentId: '', step: '', funnel: '', from: '', to: '', timeZone: '' });
  readonly zone = computed(() => this.frame.otherZone(this.url.value().timeZone));
  readonly agents = computed(() => this.frame.agentOptions(this.url.value().agentId));
  private readonly span = addressSpan({
    value: () => this.url.value(),
    patch: (days) => this.url.patch(days),
    zone: () => this.frame.zoneOf(this.url.value().timeZone),
  });
  /** What the fields show: of an hour its day. */
  readonly filter = computed(() => ({ ...this.url.value(), ...this.span.days() }));
  readonly traits = computed(() => [...this.span.traits(), ...traitsOf(this.url.value(), VISIT_TRAITS)]);
  private readonly filters = computed(() => {
    const { agentId, step, funnel } = this.url.value();
    return { agentId, step: oneOf(step, FUNNEL_STEPS), funnel: oneOf(funnel, FUNNEL_MODES), timeZone: this.zone() };
  });
  readonly visits = keysetList<WidgetVisit>(() => {
    const { from, to } = this.url.value();
    return this.api.visits({ ...this.filters(), ...daysOrInstants(from, to) });
  });
  /** Every visit of a report has an impression. */
  readonly file = (): FileFilters => {
    const { from, to, timeZone } = this.url.value();
    const { step = 'impression', ...filters } = this.filters();
    return { ...filters, step, ...this.frame.fileSpan(daysOrInstants(from, to), this.frame.zoneOf(timeZone)) };
  };

  /** Other filters, or without one that has no field. */
  patch(change: Readonly<Record<string, string>>): void {
    if (this.span.widen(change)) return;
    if ('from' in change || 'to' in change) this.span.set(change);
    else this.url.patch(change);
  }
}

import { Injectable, computed, inject, signal } from '@angular/core';
import type { AgentPage } from '@orbisvoice/shared-dto';
import { ANALYTICS_INTERVALS } from '@orbisvoice/shared-dto/values';
import { Clock, SessionStore, apiResource, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { addDays } from '@orbisvoice/shared-ui/format';
import { AnalyticsApi } from './analytics.api';
import { isDay, isZone } from '../../core/day-range';
import { presetDays, RANGE_PRESETS, todayIn, type Days } from '../../core/range-presets';
import { daysOf, fittingInterval, tooFine } from './report-range';

export const CUSTOM_RANGE = 'custom';
const DEFAULT_RANGE = '30d';

/** What a report covers, as the address says it. Days are both included here; the API's ranges end before the day after. */
@Injectable()
export class ReportQueryStore {
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly api = inject(AnalyticsApi);

  readonly url = urlState({
    range: DEFAULT_RANGE,
    from: '',
    to: '',
    interval: '',
    compare: 'previous',
    agentId: '',
    channel: '',
    timeZone: '',
  });
  readonly agents = apiResource<AgentPage>(() => this.api.agents());

  private readonly now = signal(this.clock.now());
  readonly workspaceZone = this.session.timeZone;
  readonly browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  /** As the address says it, known or not: the API answers what it thinks of it. */
  readonly timeZone = computed(() => this.url.value().timeZone || this.workspaceZone());
  private readonly today = computed(() => todayIn(isZone(this.timeZone()) ? this.timeZone() : this.workspaceZone(), this.now()));

  /** Days that an address names, as one typed by hand does, are its range without being called one. */
  readonly range = computed(() => {
    const { range, from, to } = this.url.value();
    const isCustom = range === CUSTOM_RANGE || (range === DEFAULT_RANGE && (from || to) !== '');
    return isCustom ? CUSTOM_RANGE : (oneOf(range, RANGE_PRESETS) ?? DEFAULT_RANGE);
  });
  readonly days = computed<Days>(() => {
    const range = this.range();
    const { from, to } = this.url.value();
    return range === CUSTOM_RANGE ? { from, to } : presetDays(range, this.today());
  });
  private readonly dayCount = computed(() => daysOf(this.days()));
  readonly tooFine = computed(() => tooFine(this.dayCount()));
  readonly fitting = computed(() => fittingInterval(this.dayCount()));
  readonly interval = computed(() => oneOf(this.url.value().interval, ANALYTICS_INTERVALS) ?? this.fitting());
  readonly isComparing = computed(() => this.url.value().compare !== 'none');
  /** Whether something narrows the report besides its range. */
  readonly isNarrowed = computed(() => this.url.value().agentId !== '' || this.url.value().channel !== '');
  /** Whether the figures of the range can still move. */
  readonly isLive = computed(() => {
    const { from, to } = this.days();
    return from <= this.today() && this.today() <= (to || this.today());
  });

  /** What all reports are asked with; filters come on top. */
  readonly rangeQuery = computed(() => {
    const { from, to } = this.days();
    const { timeZone } = this.url.value();
    return {
      from,
      to: isDay(to) ? addDays(to, 1) : to,
      interval: this.interval(),
      timeZone,
      compare: this.isComparing() ? 'previous' : 'none',
    };
  });

  /** Another range: an interval that would be too fine for it gives way to the fitting one. */
  choose(range: string, days: Partial<Days> = {}): void {
    const next = range === CUSTOM_RANGE ? { ...this.days(), ...days } : { from: '', to: '' };
    const preset = oneOf(range, RANGE_PRESETS);
    const count = daysOf(preset ? presetDays(preset, this.today()) : next);
    const interval = oneOf(this.url.value().interval, ANALYTICS_INTERVALS);
    const isTooFine = interval !== undefined && tooFine(count).includes(interval);
    this.url.patch({ range, ...next, ...(isTooFine ? { interval: '' } : {}) });
  }

  /** The query of another report over the same days, narrowed otherwise. */
  queryFor(change: Readonly<Record<string, string>>): Record<string, string> {
    const { range, from, to, interval, compare, channel, timeZone } = this.url.value();
    const all = { range, from, to, interval, compare, channel, timeZone, ...change };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  }

  /** Looks at the clock again: past midnight “the last 30 days” are others. */
  tick(): void {
    this.now.set(this.clock.now());
  }
}

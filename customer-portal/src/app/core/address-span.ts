import { computed, type Signal } from '@angular/core';
import { formatOffset } from '@orbisvoice/shared-ui/format';
import { isInstant } from './day-range';
import { todayIn, type Days } from './range-presets';
import type { TraitFilter } from './trait-filters';

/** The parameter by which a chip names the moments; none of the address. */
const MOMENTS = 'moments';

interface SpanSource {
  /** What the address says: days, or instants where the point of a report is an hour. */
  readonly value: () => Days;
  readonly patch: (days: Days) => void;
  readonly zone: () => string;
}

/** The span of an address for the fields of a list, which know days: of an hour its day, and the hour as a filter that has no field. */
export function addressSpan({ value, patch, zone }: SpanSource) {
  const days: Signal<Days> = computed(() => {
    const { from, to } = value();
    return { from: dayOf(from, zone()), to: dayOf(to, zone(), 1) };
  });
  return {
    days,
    traits: computed<TraitFilter[]>(() => {
      const { from, to } = value();
      return [from, to].some(isInstant) ? [{ key: MOMENTS, label: momentsLabel(value(), zone()) }] : [];
    }),
    /** Other days; what were moments are then days, too. */
    set: (change: Partial<Days>) => patch({ ...days(), ...change }),
    /** Takes the moments off, if they are what is taken off: their days stay. */
    widen: (without: Readonly<Record<string, string>>): boolean => {
      if (!(MOMENTS in without)) return false;
      patch(days());
      return true;
    },
  };
}

/** The day an instant is in; the one before an end that it is none of. */
const dayOf = (bound: string, zone: string, before = 0): string => (isInstant(bound) ? todayIn(zone, Date.parse(bound) - before) : bound);

/** An hour as the clock shows it: "02:00–03:00 GMT+2", with both offsets where they differ. */
function momentsLabel({ from, to }: Days, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [first, last] = [from, to].map((bound) =>
    isInstant(bound) ? { time: clock.format(new Date(bound)), offset: formatOffset(bound, timeZone) } : null,
  );
  if (first && last && first.offset === last.offset) return `${first.time}–${last.time} ${last.offset}`;
  return [first, last].map((moment) => (moment ? `${moment.time} ${moment.offset}` : '')).join(' – ');
}

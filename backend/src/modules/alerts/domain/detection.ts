import { leastDistanceKm } from './countries.js';
import type { Detector, OddHours, RuleParameters } from './rules.js';

/** One recorded fact about a subject. */
export interface Signal {
  readonly id: string;
  readonly at: Date;
  readonly facet: string | null;
  readonly details: Readonly<Record<string, string | null>>;
}

/** Signals that make a hit, oldest first, and the highest measure among their windows. */
export interface Firing {
  readonly members: readonly Signal[];
  readonly peak: number;
}

/** A place a subject was seen at. */
export interface KnownPlace {
  readonly place: string;
  readonly lastAt: Date;
}

/** What a detector is given: a subject's signals, oldest first; which of them nobody looked at yet; and what was known before all of them. */
export interface Sightings {
  readonly signals: readonly Signal[];
  readonly isNew: (signal: Signal) => boolean;
  readonly places: readonly KnownPlace[];
}

/** Nobody is said to have flown over a border: below this, coordinates of countries say nothing. */
const LEAST_TRAVEL_KM = 300;
/** For countries without coordinates: another country is at least this far. */
const UNKNOWN_DISTANCE_KM = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * The hit that a subject's signals make, if any. A window that no new signal falls into was judged before; one ends at each signal and reaches
 * back `windowSeconds`, its beginning excluded.
 */
export function detect(detector: Detector, sightings: Sightings, parameters: RuleParameters): Firing | null {
  switch (detector) {
    case 'burst':
      return windows(sightings, parameters, null);
    case 'distinct':
      return windows(sightings, parameters, (signal) => signal.facet ?? signal.id);
    case 'odd_hours':
      return windows(duringOddHours(sightings, parameters.hours), parameters, null);
    case 'novelty':
      return novelty(sightings, parameters);
    case 'travel':
      return travel(sightings, parameters);
  }
}

function windows(
  { signals, isNew }: Sightings,
  { threshold, windowSeconds }: RuleParameters,
  key: ((signal: Signal) => string) | null,
): Firing | null {
  const members = new Set<Signal>();
  const inWindow = new Map<string, number>();
  let [start, fresh, peak] = [0, 0, 0];
  const keyOf = key ?? ((signal: Signal): string => signal.id);
  for (const [end, signal] of signals.entries()) {
    inWindow.set(keyOf(signal), (inWindow.get(keyOf(signal)) ?? 0) + 1);
    if (isNew(signal)) fresh++;
    for (let oldest = signals[start]; oldest && isOutside(oldest, signal, windowSeconds); oldest = signals[++start]) {
      const left = (inWindow.get(keyOf(oldest)) ?? 0) - 1;
      if (left > 0) inWindow.set(keyOf(oldest), left);
      else inWindow.delete(keyOf(oldest));
      if (isNew(oldest)) fresh--;
    }
    if (fresh === 0 || inWindow.size < threshold) continue;
    peak = Math.max(peak, inWindow.size);
    for (let index = end; index >= start; index--) {
      const member = signals[index];
      if (!member || members.has(member)) break;
      members.add(member);
    }
    // the break above stops at the newest known member; what is older than it in this window was added with it
  }
  return firingOf(members, peak);
}

const isOutside = (oldest: Signal, newest: Signal, windowSeconds: number): boolean =>
  newest.at.getTime() - oldest.at.getTime() >= windowSeconds * 1_000;

function duringOddHours(sightings: Sightings, hours: OddHours | null): Sightings {
  if (!hours) return { ...sightings, signals: [] };
  const signals = sightings.signals.filter(({ at, details }) => isOddHour(localHour(at, details['zone'] ?? 'UTC'), hours));
  return { ...sightings, signals };
}

const isOddHour = (hour: number, { from, to }: OddHours): boolean => (from <= to ? hour >= from && hour < to : hour >= from || hour < to);

/** The full hour on the clock of a zone. */
export const localHour = (at: Date, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(at));

/** A country that the subject was not seen in for as long as the window, while it was seen in another. */
function novelty({ signals, isNew, places }: Sightings, { windowSeconds }: RuleParameters): Firing | null {
  const lastAt = new Map(places.map(({ place, lastAt: at }) => [place, at.getTime()]));
  const members = new Set<Signal>();
  for (const signal of signals) {
    const country = signal.details['country'];
    if (!country || !isNew(signal)) continue;
    const since = signal.at.getTime() - windowSeconds * 1_000;
    const remembered = [...lastAt].filter(([, at]) => at > since).map(([place]) => place);
    if (remembered.length > 0 && !remembered.includes(country)) members.add(signal);
    lastAt.set(country, Math.max(lastAt.get(country) ?? 0, signal.at.getTime()));
  }
  return firingOf(members, members.size);
}

/** Two sign-ins in a row from countries that lie too far apart for the time between them. */
function travel({ signals, isNew }: Sightings, { threshold, windowSeconds }: RuleParameters): Firing | null {
  const members = new Set<Signal>();
  let peak = 0;
  const located = signals.filter(({ details }) => details['country']);
  for (const [index, to] of located.entries()) {
    const from = located[index - 1];
    if (!from || (!isNew(from) && !isNew(to)) || isOutside(from, to, windowSeconds)) continue;
    const speed = speedKmh(from, to);
    if (speed < threshold) continue;
    peak = Math.max(peak, Math.round(speed));
    members.add(from).add(to);
  }
  return firingOf(members, peak);
}

function speedKmh(from: Signal, to: Signal): number {
  const [here, there] = [from.details['country'] ?? '', to.details['country'] ?? ''];
  const distance = leastDistanceKm(here, there) ?? UNKNOWN_DISTANCE_KM;
  if (distance < LEAST_TRAVEL_KM) return 0;
  return distance / (Math.max(MINUTE_MS, to.at.getTime() - from.at.getTime()) / HOUR_MS);
}

function firingOf(members: ReadonlySet<Signal>, peak: number): Firing | null {
  if (members.size === 0) return null;
  return { members: [...members].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)), peak };
}

/** How often a rule would have made a hit of its own: firings of one subject that are not one window apart are one hit. */
export function episodes(detector: Detector, sightings: Sightings, parameters: RuleParameters): number {
  const firing = detect(detector, { ...sightings, isNew: () => true }, parameters);
  let [count, last] = [0, -Infinity];
  for (const { at } of firing?.members ?? []) {
    if (at.getTime() - last >= parameters.windowSeconds * 1_000) count++;
    last = at.getTime();
  }
  return count;
}

import type { WidgetEventKind } from '@orbisvoice/shared-dto/values';

/** How far back a visitor's clock is believed. */
const TRUSTED_MS = 5 * 60_000;

/** One event as the widget reports it. */
export interface ReportedEvent {
  readonly kind: WidgetEventKind;
  readonly visitId: string;
  readonly at?: string | undefined;
  readonly visitorId?: string | undefined;
}

/** What is new of one visit: the first moment of each kind. */
export interface VisitNews {
  readonly visitId: string;
  readonly visitorId: string | null;
  /** The earliest of the moments. */
  readonly startedAt: Date;
  readonly moments: Readonly<Partial<Record<WidgetEventKind, Date>>>;
}

/**
 * When an event happened. Clocks of visitors are off by minutes, by years and on purpose: what lies ahead, or further back than a queue on
 * a page holds anything, happened when it arrived.
 */
export function momentOf(at: string | undefined, now: Date): Date {
  const said = at === undefined ? NaN : Date.parse(at);
  const isBelieved = said <= now.getTime() && said >= now.getTime() - TRUSTED_MS;
  return isBelieved ? new Date(said) : now;
}

/** The events of one request by visit, sorted by id, so that two requests lock what they share in the same order. */
export function newsOf(events: readonly ReportedEvent[], now: Date): VisitNews[] {
  const visits = new Map<string, VisitNews>();
  for (const event of events) visits.set(event.visitId, withEvent(visits.get(event.visitId), event, momentOf(event.at, now)));
  return [...visits.values()].sort((a, b) => (a.visitId < b.visitId ? -1 : 1));
}

function withEvent(known: VisitNews | undefined, { kind, visitId, visitorId }: ReportedEvent, at: Date): VisitNews {
  const before = known?.moments[kind];
  return {
    visitId,
    visitorId: known?.visitorId ?? visitorId ?? null,
    startedAt: known && known.startedAt <= at ? known.startedAt : at,
    moments: { ...known?.moments, [kind]: before && before <= at ? before : at },
  };
}

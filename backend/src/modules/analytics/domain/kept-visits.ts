import { dayOf } from './report-days.js';

/** Which visits of a range are still there. */
export class KeptVisits {
  /** `since`: the first local day whose visits are kept; null where none were ever deleted. */
  constructor(
    readonly since: string | null,
    private readonly timeZone: string,
  ) {}

  /** Whether nothing was deleted of what begins on that local day. */
  covers(day: string): boolean {
    return this.since === null || day >= this.since;
  }

  /** Whether any of the days until then, which is not one of them, is kept. */
  reaches(to: string): boolean {
    return this.since === null || to > this.since;
  }

  /** A count of a point of a series, by when it begins: a local day or, with hours, a moment. Of what was deleted, nobody knows how many. */
  countAt(start: string, count: number): number | null {
    return this.since === null || this.covers(this.dayAt(start)) ? count : null;
  }

  /** What a figure is held against; nothing, where some of it was deleted. */
  before<T>(span: { readonly from: string } | null, counts: T | null): T | null {
    return span !== null && this.covers(span.from) ? counts : null;
  }

  private dayAt(start: string): string {
    return start.includes('T') ? dayOf(new Date(start), this.timeZone) : start;
  }
}

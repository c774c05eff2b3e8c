import { ANALYTICS_OTHER } from '@orbisvoice/shared-dto/values';
import { withRest } from './with-rest.js';

/** Counts of visits and sign-ups; conversions are of those who signed up, by now. */
export interface ReferralCounts {
  readonly visits: number;
  readonly signUps: number;
  /** Paid a first invoice, and did not take it back. */
  readonly converted: number;
  /** Of these, those still inside the hold. */
  readonly pending: number;
}

/** What happened on a channel within a local day; `hour` in seconds where hours were asked for. */
export interface ReferralCell extends ReferralCounts {
  readonly day: string;
  readonly hour: number | null;
  readonly channel: string;
}

const NONE: ReferralCounts = { visits: 0, signUps: 0, converted: 0, pending: 0 };

const plus = (left: ReferralCounts, right: ReferralCounts): ReferralCounts => ({
  visits: left.visits + right.visits,
  signUps: left.signUps + right.signUps,
  converted: left.converted + right.converted,
  pending: left.pending + right.pending,
});

export const countsOf = (cells: readonly ReferralCounts[]): ReferralCounts => cells.reduce(plus, NONE);

/** Counts of the cells that share a key. */
export function countsBy<K>(cells: readonly ReferralCell[], keyOf: (cell: ReferralCell) => K): Map<K, ReferralCounts> {
  const counts = new Map<K, ReferralCounts>();
  for (const cell of cells) counts.set(keyOf(cell), plus(counts.get(keyOf(cell)) ?? NONE, cell));
  return counts;
}

export interface ChannelCounts extends ReferralCounts {
  readonly channel: string;
}

/** Channels by what they brought, sign-ups first. Anybody can write one into a link: what few came by is one. */
export function channelsOf(cells: readonly ReferralCell[]): ChannelCounts[] {
  const all = [...countsBy(cells, ({ channel }) => channel)].map(([channel, counts]) => ({ channel, ...counts })).sort(byResult);
  return withRest(all, {
    merge: (rows) => ({ channel: ANALYTICS_OTHER, ...countsOf(rows) }),
    isOther: ({ channel }) => channel === ANALYTICS_OTHER,
  });
}

const byResult = (left: ChannelCounts, right: ChannelCounts): number =>
  right.signUps - left.signUps || right.visits - left.visits || (left.channel < right.channel ? -1 : 1);

import type { Figure, ReportHead } from '@orbisvoice/shared-dto';
import type { Permission } from '@orbisvoice/shared-dto/values';
import { addDays } from '@orbisvoice/shared-ui/format';
import { S } from './analytics.strings';
import { ROW_WORDS, type RowWords } from './report-rows.strings';

/** The lists that rows of figures are in, and who may read them. */
const LISTS = {
  conversations: { path: '/conversations', permission: 'conversations.read' },
  toolCalls: { path: '/analytics/tool-calls', permission: 'stats.read' },
  visits: { path: '/analytics/visits', permission: 'stats.read' },
  referrals: { path: '/referrals', permission: 'referrals.read' },
  linkVisits: { path: '/referrals/visits', permission: 'referrals.read' },
} as const satisfies Readonly<Record<string, { path: string; permission: Permission }>>;
type RowList = keyof typeof LISTS;

/** Rows that a figure, or a part of it, was counted from: how many, what they are called, and the filters of the list that show exactly them. */
export interface FigureRows {
  readonly list: RowList;
  readonly words: RowWords;
  readonly count: number | null;
  readonly filters: Readonly<Record<string, string | undefined>>;
  /** Whose they are, where rows of the same name stand side by side on a page. */
  readonly of?: string;
}

/** A way to rows. */
export interface RowsLink {
  readonly path: string;
  readonly permission: Permission;
  readonly query: Readonly<Record<string, string>>;
  /** What is opened. */
  readonly text: string;
  /** What the link is called: that it opens it, and of what. */
  readonly name: string;
}

/** Rows of both parts of a rate. */
export const rateRows = (
  { numerator, denominator }: Figure,
  part: Omit<FigureRows, 'count'>,
  whole: Omit<FigureRows, 'count'>,
): FigureRows[] => [
  { ...part, count: numerator },
  { ...whole, count: denominator },
];

/** Where a report is: its days and zone, the address to come back to, and the zone that lists take without being told. */
interface RowsPlace {
  readonly head: ReportHead;
  readonly origin: string;
  readonly workspaceZone: string;
}

/** The address of rows: the same days of the same zone, the last one included; null where there are none to show. */
export function rowsLink({ head, origin, workspaceZone }: RowsPlace, { list, words, count, filters, of }: FigureRows): RowsLink | null {
  if (!count) return null;
  const query: Record<string, string> = { from: head.from, to: addDays(head.to, -1) };
  if (head.timeZone !== workspaceZone) query['timeZone'] = head.timeZone;
  for (const [name, value] of Object.entries(filters)) if (value) query[name] = value;
  const text = ROW_WORDS[words](count);
  return { ...LISTS[list], query: { ...query, origin }, text, name: of === undefined ? S.rows(text) : S.rowsOf(text, of) };
}

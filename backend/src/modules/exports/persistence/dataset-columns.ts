import {
  isDayBound,
  type ExportStatusFilter,
  type FunnelMode,
  type FunnelStep,
  type HoldFilter,
  type ToolAttemptFilter,
} from '@orbisvoice/shared-dto/values';
import { startOfDay } from '../../../platform/database/local-day.js';
import { conversationConditions, type ConversationTraits } from '../../conversations/index.js';

/**
 * What a value is. `text` is anybody's: a spreadsheet must not take it for a formula. `word` is one of a closed set or a day, `id` a UUID or
 * a provider's id: neither can begin like one, nor can `structure`, a list or an object, which a CSV holds as JSON. `flag` is true or false.
 */
export type ColumnKind = 'text' | 'word' | 'id' | 'number' | 'instant' | 'flag' | 'structure';

export interface DatasetColumn {
  /** As it is called in the file. */
  readonly name: string;
  readonly kind: ColumnKind;
  readonly sql: string;
}

/** Filters that a column equals: a text, or an id. */
const SAME = ['channel', 'status', 'outcome', 'country', 'device', 'browser', 'tool', 'state', 'event', 'dataset'] as const;
type Same = (typeof SAME)[number];
const IDS = ['agentId', 'endpointId'] as const;
type Id = (typeof IDS)[number];
/** Whatever of a caller is a text. */
const TEXTS = [...SAME, ...IDS, 'search', 'cause', 'invoiceId'] as const;
type Text = (typeof TEXTS)[number];

export const column = (name: string, kind: ColumnKind, sql: string): DatasetColumn => ({ name, kind, sql });

/** A table as a dataset. */
export interface DatasetTable {
  /** Whose rows they are: each row of it that the filters leave is in the file once. */
  readonly table: string;
  readonly columns: readonly DatasetColumn[];
  readonly from: string;
  /** Sorted, so that the same rows give the same file. */
  readonly orderBy: string;
  /** Whether an index that begins with the tenant has that order, for tables that grow without end: their rows come as they are read. */
  readonly isInOrder?: true;
  /** Of `from`; compared with the tenant, besides row-level security. */
  readonly tenant: string;
  /** What is no row of the workspace's, whatever the filters say. */
  readonly only?: string;
  /** The column that each filter compares. */
  readonly filters: Readonly<Partial<Record<'range' | Id | Same, string>>>;
  /** Whether its rows are conversations `c`, which know filters of their own. */
  readonly areConversations?: true;
  /** What filters ask that compare no column with a text, or not as it is; null where they ask nothing. */
  readonly asks?: Readonly<Record<string, (by: NarrowedBy) => string | null>>;
}

/** Characters after which a spreadsheet calculates: `=`, `+`, `-`, `@`, tab and carriage return. */
const FORMULA = '(61, 43, 45, 64, 9, 13)';

const instant = (sql: string): string => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** By its first code point: a third of what a regular expression costs (performance.md §3.5). */
const guarded = (sql: string): string => `case when ascii(${sql}) in ${FORMULA} then '''' || ${sql} else ${sql} end`;

const shown = ({ kind, sql }: DatasetColumn): string => (kind === 'instant' ? instant(sql) : sql);

/** What a kind looks like in a CSV, where it is not what JSON has. */
const CELLS: Readonly<Partial<Record<ColumnKind, (sql: string) => string>>> = {
  text: guarded,
  // COPY would write t and f
  flag: (sql) => `(${sql})::text`,
  structure: (sql) => `to_jsonb(${sql})::text`,
};
const cell = (column: DatasetColumn): string => CELLS[column.kind]?.(column.sql) ?? shown(column);
const named = ({ columns }: DatasetTable, value: (column: DatasetColumn) => string): string =>
  columns.map((column) => `${value(column)} as "${column.name}"`).join(', ');

const ZONE = `current_setting('app.export_time_zone')`;

/** Where a range begins or ends, as an instant: it is one, or a local day's. */
function boundOf(name: 'from' | 'to', by: NarrowedBy): string | null {
  const at = `current_setting('app.export_${name}')`;
  if (by[name] === undefined) return null;
  return isDayBound(by[name]) ? `(${startOfDay(`${at}::date`, ZONE)})` : `${at}::timestamptz`;
}

/** What narrows the rows. */
export type NarrowedBy = Readonly<Partial<Record<'from' | 'to' | Exclude<Text, 'status' | 'outcome'>, string>>> &
  ConversationTraits & {
    readonly status?: ExportStatusFilter | undefined;
    readonly attempts?: ToolAttemptFilter | undefined;
    readonly isActive?: boolean | undefined;
    readonly isDeleted?: boolean | undefined;
    readonly step?: FunnelStep | undefined;
    readonly funnel?: FunnelMode | undefined;
    readonly hold?: HoldFilter | undefined;
  };

const settingOf = (field: Text): `app.${string}` => `app.export_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

/** What a caller said, as the database has it. */
export const said = (field: Text): string => `current_setting('${settingOf(field)}')`;

/** Since when conversions of referrals may still be taken back. */
export const HELD_SINCE = `current_setting('app.export_held_since')::timestamptz`;

/** What the days are read by, and what rows are held against. */
interface Moment {
  readonly timeZone: string;
  readonly heldSince: Date;
}

/** The values are settings of the transaction: COPY takes no parameters, and no text of a caller is ever part of a statement. */
export const settingsOf = (by: NarrowedBy, { timeZone, heldSince }: Moment): Readonly<Record<`app.${string}`, string>> => ({
  'app.export_time_zone': timeZone,
  'app.export_held_since': heldSince.toISOString(),
  'app.export_from': by.from ?? '',
  'app.export_to': by.to ?? '',
  ...Object.fromEntries(TEXTS.map((field) => [settingOf(field), by[field] ?? ''] as const)),
});

function conditions({ tenant, only, filters, areConversations, asks = {} }: DatasetTable, by: NarrowedBy): string {
  const { range } = filters;
  const [from, to] = [boundOf('from', by), boundOf('to', by)];
  const same = (field: Same): string[] => {
    const column = filters[field];
    return column !== undefined && by[field] !== undefined && by[field] !== 'known' ? [`${column} = ${said(field)}`] : [];
  };
  const sameId = (field: Id): string[] => {
    const column = filters[field];
    return column !== undefined && by[field] !== undefined ? [`${column} = ${said(field)}::uuid`] : [];
  };
  return [
    `${tenant} = current_setting('app.tenant')::uuid`,
    ...(only !== undefined ? [only] : []),
    ...(range !== undefined && from !== null ? [`${range} >= ${from}`] : []),
    ...(range !== undefined && to !== null ? [`${range} < ${to}`] : []),
    ...IDS.flatMap(sameId),
    ...SAME.flatMap(same),
    ...(areConversations ? conversationConditions(by, { starts: from, ends: to, zone: () => ZONE }) : []),
    ...Object.values(asks).flatMap((ask) => ask(by) ?? []),
  ].join(' and ');
}

const rowsOf = (table: DatasetTable, by: NarrowedBy): string => `from ${table.from} where ${conditions(table, by)}`;

export const countStatement = (table: DatasetTable, by: NarrowedBy): string => `select count(*)::float8 as rows ${rowsOf(table, by)}`;

/** How many the planner expects, at no cost. */
export const estimateStatement = (table: DatasetTable, by: NarrowedBy): string => `explain (format json) select 1 ${rowsOf(table, by)}`;

/** The rows as a CSV shows them. */
export const csvRows = (table: DatasetTable, by: NarrowedBy): string =>
  `select ${named(table, cell)} ${rowsOf(table, by)} order by ${table.orderBy}`;

export const csvStatement = (table: DatasetTable, by: NarrowedBy): string =>
  `copy (${csvRows(table, by)}) to stdout with (format csv, header)`;

/**
 * A JSON object a line. The text format of COPY would escape every backslash once more; its CSV format writes a value as it is unless the
 * delimiter, the quote or a line break is in it, and JSON escapes every control character.
 */
export function jsonStatement(table: DatasetTable, by: NarrowedBy): string {
  const rows = `select ${named(table, shown)} ${rowsOf(table, by)} order by ${table.orderBy}`;
  return `copy (select row_to_json(line) from (${rows}) line) to stdout with (format csv, delimiter e'\\x02', quote e'\\x01')`;
}

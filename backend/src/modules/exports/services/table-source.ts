import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ExportFilters } from '@orbisvoice/shared-dto';
import type { ExportDataset } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { SnapshotCopy, type Snapshot } from '../../../platform/database/snapshot-copy.js';
import { heldSince } from '../../referrals/index.js';
import { LineBreaks } from '../domain/line-breaks.js';
import {
  countStatement,
  csvStatement,
  estimateStatement,
  jsonStatement,
  settingsOf,
  type DatasetTable,
  type NarrowedBy,
} from '../persistence/dataset-columns.js';
import { DATASET_TABLES, type TableDataset } from '../persistence/dataset-tables.js';
import { DatasetSources, type DatasetRequest, type DatasetSink, type DatasetSource } from './dataset-source.js';

const HEADER_LINES = { csv: 1, json: 0 } as const;

/**
 * The datasets that are a table: PostgreSQL writes the lines, and no row ever becomes an object here (performance.md §3.5). The rows are
 * those of one moment, and are counted on both sides.
 */
@Injectable()
export class TableSource implements DatasetSource, OnModuleInit {
  readonly datasets = Object.keys(DATASET_TABLES) as TableDataset[];

  constructor(
    private readonly sources: DatasetSources,
    private readonly copies: SnapshotCopy,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async write({ tenantId, dataset, format, filters, timeZone }: DatasetRequest, sink: DatasetSink): Promise<number> {
    if (!isTable(dataset) || format === 'pdf') throw new Error(`${dataset} is no table that could be written as ${format}`);
    const narrowed = narrowedBy(filters);
    const settings = settingsOf(narrowed, { timeZone, heldSince: heldSince(this.clock.now()) });
    const table: DatasetTable = DATASET_TABLES[dataset];
    const options = { tenantId, settings, isInOrder: table.isInOrder ?? false, signal: sink.signal };
    const { counted, sent, arrived } = await this.copies.read(options, (snapshot) => copyInto(sink, snapshot, { table, format, narrowed }));
    if (counted !== sent || sent !== arrived)
      throw new Error(`of ${counted} rows of ${dataset} the database sent ${sent}, and ${arrived} arrived`);
    return arrived;
  }
}

/** How many rows there are, how many the database sent, and how many lines came by. */
interface Copied {
  readonly counted: number;
  readonly sent: number;
  readonly arrived: number;
}

/** What `explain (format json)` answers. */
interface PlanRow {
  readonly 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[];
}

interface Lines {
  readonly table: DatasetTable;
  readonly format: 'csv' | 'json';
  readonly narrowed: NarrowedBy;
}

/** The rows leave at once; how many there are is counted beside them, in the same moment, and held against them at the end. */
async function copyInto(sink: DatasetSink, snapshot: Snapshot, lines: Lines): Promise<Copied> {
  const [counted, copied] = await Promise.all([count(sink, snapshot, lines), copy(sink, snapshot, lines)]);
  return { counted, ...copied };
}

/** Says what the planner expects until the rows are counted: a count of millions takes seconds, and whoever looks wants to see a bar. */
function count(sink: DatasetSink, snapshot: Snapshot, { table, narrowed }: Lines): Promise<number> {
  return snapshot.beside(async (query) => {
    const [plan] = await query<PlanRow>(estimateStatement(table, narrowed));
    const rowsExpected = plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'];
    if (rowsExpected !== undefined) sink.progress({ rowsExpected });
    const [counted] = await query<{ rows: number }>(countStatement(table, narrowed));
    const rows = counted?.rows ?? 0;
    sink.progress({ rowsExpected: rows });
    return rows;
  });
}

async function copy(sink: DatasetSink, snapshot: Snapshot, { table, format, narrowed }: Lines): Promise<Omit<Copied, 'counted'>> {
  const breaks = new LineBreaks(format === 'csv');
  const rows = (): number => Math.max(0, breaks.lines - HEADER_LINES[format]);
  const lines = new Transform({
    transform(piece: Buffer, _encoding, done: TransformCallback) {
      done(null, breaks.convert(piece));
      sink.progress({ rows: rows() });
    },
  });
  const copied = snapshot.copy(format === 'csv' ? csvStatement(table, narrowed) : jsonStatement(table, narrowed));
  // not ended here: a file is whole when the count says so as well
  await pipeline(copied, lines, sink.stream, { signal: sink.signal, end: false });
  return { sent: copied.rowCount, arrived: rows() };
}

const isTable = (dataset: ExportDataset): dataset is TableDataset => dataset in DATASET_TABLES;

/** The zone is a setting of its own, and no table is over time. */
function narrowedBy({ timeZone: _, interval: __, ...given }: ExportFilters): NarrowedBy {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

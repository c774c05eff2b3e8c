import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csvRows } from '../src/modules/exports/persistence/dataset-columns.js';
import { DATASET_TABLES } from '../src/modules/exports/persistence/dataset-tables.js';
import { IN_ORDER } from '../src/platform/database/snapshot-copy.js';
import { openGenerated, WHALE } from './analytics-data.js';
import { productEnvironment } from './bench-process.js';
import { openDuck } from './duckdb.js';

const GENERATED = Number(process.env['ROWS'] ?? 10_000_000);
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const MIB = 1_048_576;

const MIN_RATIO = 0.6;
const MAX_FIRST_BYTE_MS = 150;
const MAX_GROWN_MIB = 64;
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'missed');

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What one export of the product took. */
interface Written {
  readonly rows: number;
  readonly ms: number;
  readonly firstByte: number;
  readonly rssBefore: number;
  readonly rssPeak: number;
}

async function output(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return text;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const folder = await mkdtemp(join(tmpdir(), 'orbis-bench-export-'));
const database = await openGenerated(GENERATED, print);
const tenantId = WHALE;
const { rows: counted } = await database.owner.query<{ rows: number }>(
  'select count(*)::int as rows from conversations where tenant_id = $1',
  [tenantId],
);
const ROWS = counted[0]?.rows ?? 0;
print(`${ROWS.toLocaleString('en')} conversations of the largest tenant, ${ROUNDS} paired rounds`);

/** The same rows by psql, with the guard and the formats, in the order of the same index; the limit. */
async function byPsql(): Promise<number> {
  const select = csvRows(DATASET_TABLES.conversations, {});
  const begun = performance.now();
  await output(
    'psql',
    [
      database.appUrl,
      '--quiet',
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      `select set_config('app.tenant', '${tenantId}', false), ${Object.entries(IN_ORDER)
        .map(([name, value]) => `set_config('${name}', '${value}', false)`)
        .join(', ')}`,
      '-c',
      `\\copy (${select}) to '${join(folder, 'psql.csv')}' with (format csv, header)`,
    ],
    {},
  );
  return performance.now() - begun;
}

async function byProduct(round: number): Promise<Written> {
  const script = fileURLToPath(new URL('./export-writer.js', import.meta.url));
  const env = { ...productEnvironment(database), EXPORT_DIR: join(folder, 'files') };
  const text = await output(process.execPath, [script, tenantId, `bench/round-${round}`], env);
  return JSON.parse(text) as Written;
}

/** The rows as psql wrote them, guard and formats done already, from memory to a file: what writing alone costs a column store. */
const duck = await openDuck(print);
async function byDuck(): Promise<number> {
  const begun = performance.now();
  await duck?.run(`copy rows to '${join(folder, 'duck.csv')}' (format csv, header)`);
  return performance.now() - begun;
}
const kRowsPerSecond = (ms: number): number => Math.round(ROWS / ms);

try {
  const ratios: number[] = [];
  const duckRatios: number[] = [];
  if (duck) {
    await byPsql();
    await duck.run(`create table rows as select * from read_csv('${join(folder, 'psql.csv')}', header = true, all_varchar = true)`);
  }
  const runs: Written[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const isFirst = round % 2 === 0;
    const before = isFirst ? await byPsql() : 0;
    const product = await byProduct(round);
    const limit = isFirst ? before : await byPsql();
    const duckMs = duck ? await byDuck() : null;
    ratios.push(limit / product.ms);
    if (duckMs !== null) duckRatios.push(duckMs / product.ms);
    runs.push(product);
    print(
      `round ${round + 1}: psql ${kRowsPerSecond(limit)} k rows/s, ${duckMs === null ? '' : `DuckDB ${kRowsPerSecond(duckMs)} k rows/s, `}` +
        `product ${kRowsPerSecond(product.ms)} k rows/s, ` +
        `ratio ${(limit / product.ms).toFixed(2)}, first byte ${Math.round(product.firstByte)} ms, ` +
        `RSS ${Math.round(product.rssBefore / MIB)} → ${Math.round(product.rssPeak / MIB)} MiB`,
    );
    if (product.rows !== ROWS) throw new Error(`the product wrote ${product.rows} rows`);
  }
  const ratio = median(ratios);
  const firstByte = Math.round(median(runs.map((run) => run.firstByte)));
  const grown = Math.round(median(runs.map(({ rssPeak, rssBefore }) => rssPeak - rssBefore)) / MIB);
  const spread = `[${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`;
  print(`c1 ratio to psql: ${ratio.toFixed(2)} ${spread}, target ≥ ${MIN_RATIO}: ${verdict(ratio >= MIN_RATIO)}`);
  print(`c1 first byte: ${firstByte} ms, target ≤ ${MAX_FIRST_BYTE_MS} ms: ${verdict(firstByte <= MAX_FIRST_BYTE_MS)}`);
  print(`c2 memory: +${grown} MiB, target ≤ +${MAX_GROWN_MIB} MiB: ${verdict(grown <= MAX_GROWN_MIB)}`);
  print(duck ? `DuckDB, written rows alone: ${median(duckRatios).toFixed(2)} of its rate, no target` : 'without DuckDB');
} finally {
  duck?.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

/** The package is no dependency of ours: 68 MB of binary for two lines of two benches. Whoever wants them adds it for the run. */
const PACKAGE = '@duckdb/node-api';
const VERSION = '1.5.6-r.1';

/** As much of its API as the benches need. */
interface DuckConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): Record<string, unknown>[] }>;
  closeSync(): void;
}
interface DuckModule {
  readonly DuckDBInstance: { create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<DuckConnection> }> };
}

/** A column store beside the database: loaded from a file, so stale by design. */
export interface Duck {
  readonly run: (sql: string) => Promise<unknown>;
  readonly rows: (sql: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => void;
}

/** In memory and with one thread, as a statement of PostgreSQL has it; null, and a line that says how, where the package is not installed. */
export async function openDuck(say: (line: string) => void): Promise<Duck | null> {
  const module = await installed();
  if (!module) {
    say(`DuckDB is left out; for its lines: npm install --no-save ${PACKAGE}@${VERSION}`);
    return null;
  }
  const instance = await module.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    run: (sql) => connection.run(sql),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: () => connection.closeSync(),
  };
}

/** Only its absence is an answer: a package that is there and does not load is an error. */
async function installed(): Promise<DuckModule | null> {
  const name: string = PACKAGE;
  try {
    return (await import(name)) as DuckModule;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(PACKAGE)) return null;
    throw error;
  }
}

import pg from 'pg';
import { type QueryTimings, type StatementRun } from './query-timings.js';

type Query = (...args: readonly unknown[]) => unknown;
type Done = (...args: readonly unknown[]) => unknown;

/** Connections that tell `timings` how long each statement took, for `pg.Pool` and for what makes its own pool of such clients. */
export function timedClient(timings: QueryTimings): new (config?: string | pg.ClientConfig) => pg.Client {
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const query: Query = (...args) => Reflect.apply(super.query, this, args) as unknown;
      Object.defineProperty(this, 'query', { value: timed(query, timings), writable: true, configurable: true });
    }
  };
}

/** `query` in each of the shapes pg knows: by callback (its pool), by promise, and with an object that submits itself, which is left alone. */
function timed(query: Query, timings: QueryTimings): Query {
  return (...args) => {
    const of = statementOf(args[0]);
    if (!of) return query(...args);
    const begun = performance.now();
    const note = (rows: number, isError: boolean): void =>
      timings.note({ ...of, ms: performance.now() - begun, rows, isError } satisfies StatementRun);
    const done = args.at(-1);
    if (isCallback(done)) {
      return query(...args.slice(0, -1), (...answer: readonly unknown[]) => {
        note(rowsOf(answer[1]), Boolean(answer[0]));
        return done(...answer);
      });
    }
    const result = query(...args);
    if (result instanceof Promise) {
      result.then(
        (answer: unknown) => note(rowsOf(answer), false),
        () => note(0, true),
      );
    }
    return result;
  };
}

const isCallback = (value: unknown): value is Done => typeof value === 'function';

function statementOf(config: unknown): Pick<StatementRun, 'text' | 'name'> | null {
  if (typeof config === 'string') return { text: config, name: null };
  if (typeof config !== 'object' || config === null || typeof Reflect.get(config, 'submit') === 'function') return null;
  const [text, name] = [Reflect.get(config, 'text') as unknown, Reflect.get(config, 'name') as unknown];
  return typeof text === 'string' ? { text, name: typeof name === 'string' ? name : null } : null;
}

function rowsOf(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 0;
  const count: unknown = Reflect.get(answer, 'rowCount');
  return typeof count === 'number' ? count : 0;
}

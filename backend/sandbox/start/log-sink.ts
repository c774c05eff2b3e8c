import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

const TEN_MEGABYTES = 10 * 1_048_576;
const WARN = 40;

const COLOURS = { api: 36, worker: 35, migrate: 32, demo: 32, prices: 32, postgres: 34, stripe: 33, mail: 33, apps: 36 } as const;
export type LogSource = keyof typeof COLOURS;

/** What a log line says to somebody at the terminal; undefined when it can stay in the file. */
export function worthShowing(line: string, isVerbose: boolean): string | undefined {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return line;
    throw error;
  }
  if (typeof record !== 'object' || record === null || !('level' in record)) return line;
  const { level, msg } = record as { level: number | string; msg?: string };
  const isSerious = typeof level === 'number' ? level >= WARN : ['warn', 'error', 'fatal'].includes(level);
  if (!isSerious && !isVerbose) return undefined;
  const error = 'err' in record ? (record.err as { message?: string } | null)?.message : undefined;
  return [msg, error].filter(Boolean).join(': ') || line;
}

/** Keeps every line of every part in the data folder and shows on the terminal what deserves it. */
export class LogSink {
  private readonly files = new Map<LogSource, WriteStream>();

  constructor(
    private readonly folder: string,
    private readonly isVerbose: boolean,
    private readonly terminal: NodeJS.WriteStream = process.stdout,
  ) {}

  /** A line for people, from the launcher itself. */
  say(text: string): void {
    this.terminal.write(`${text}\n`);
  }

  /** A line of one part. Database and stand-ins chatter: theirs is shown only when asked for. */
  line(source: LogSource, text: string): void {
    this.file(source).write(`${text}\n`);
    const isQuiet = source === 'postgres' || source === 'stripe' || source === 'mail' || source === 'apps';
    const shown = isQuiet && !this.isVerbose ? undefined : worthShowing(text, this.isVerbose);
    if (shown !== undefined && text.trim()) this.terminal.write(`${this.prefix(source)} ${shown}\n`);
  }

  /** Where every line of a part is kept. */
  fileOf(source: LogSource): string {
    return join(this.folder, `${source}.log`);
  }

  private prefix(source: LogSource): string {
    const label = source.padEnd(8);
    return this.terminal.isTTY ? `\u001b[${COLOURS[source]}m${label}\u001b[0m│` : `${label}|`;
  }

  private file(source: LogSource): WriteStream {
    const open = this.files.get(source);
    if (open) return open;
    const path = this.fileOf(source);
    if (existsSync(path) && statSync(path).size > TEN_MEGABYTES) renameSync(path, `${path}.1`);
    const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
    this.files.set(source, stream);
    return stream;
  }
}

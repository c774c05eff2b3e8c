import { type LoggerService, type LogLevel } from '@nestjs/common';
import { type Logger } from 'pino';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's logger on pino. `logger.error('what failed', error)` and `logger.error({ fields })` both end as one structured line. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** The level comes from the configuration; Nest's own switch has no say. */
  setLogLevels(_levels: LogLevel[]): void {
    return;
  }

  /** Nest puts the context last, and before it what the caller added: an error, a stack, fields. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' && !last.includes('\n') ? last : undefined;
    const extras = context === undefined ? rest : rest.slice(0, -1);
    const added = extras.reduce<object>((all, extra) => ({ ...all, ...extraOf(extra) }), {});
    const fields = { ...(context !== undefined && { context }), ...fieldsOf(message), ...added };
    this.logger[level](fields, textOf(message));
  }
}

function textOf(message: unknown): string | undefined {
  if (message instanceof Error) return message.message;
  return typeof message === 'object' && message !== null ? undefined : String(message);
}

function fieldsOf(message: unknown): object {
  if (message instanceof Error) return { err: message };
  return typeof message === 'object' && message !== null ? message : {};
}

function extraOf(extra: unknown): object {
  if (extra instanceof Error) return { err: extra };
  if (typeof extra === 'string') return { stack: extra };
  return typeof extra === 'object' && extra !== null ? extra : {};
}

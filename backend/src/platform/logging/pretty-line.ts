const LEVELS: Readonly<Record<string, string>> = {
  trace: 'TRACE',
  debug: 'DEBUG',
  info: ' INFO',
  warn: ' WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};
/** What JSON leaves as it is: DEL, C1 and the line separators. */
const CONTROLS = /\p{Cc}|\p{Zl}|\p{Zp}/gu;
const CLOCK = { from: 11, to: 19 } as const;

/**
 * A JSON log line for a person at a terminal: `10:04:05  INFO GET /api/agents 200 (http) ms=3`. Always one line; a message cannot bring
 * controls of its own, because strings keep JSON's escapes.
 */
export function prettyLine(json: string): string {
  const { time, level, msg, context, process, ...rest } = JSON.parse(json) as Record<string, unknown>;
  const fields = Object.entries(rest).map(([key, value]) => `${safe(key)}=${textOf(value)}`);
  const head = [String(time).slice(CLOCK.from, CLOCK.to), LEVELS[String(level)] ?? String(level), textOf(process)];
  const origin = context === undefined ? [] : [`(${textOf(context)})`];
  return `${[...head, textOf(msg), ...origin, ...fields].join(' ').replace(CONTROLS, '?')}\n`;
}

/** JSON's escapes without the quotes. */
function safe(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Text as it is, anything else as JSON; nothing for nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return safe(value);
  return value === undefined ? '' : JSON.stringify(value);
}

import { Writable } from 'node:stream';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { type Settings } from '../config/settings.js';
import { maskFields } from './mask-fields.js';
import { maskText } from './mask-text.js';
import { prettyLine } from './pretty-line.js';
import { currentTraceId } from './trace-context.js';

/** JSON escapes the controls below U+0020 by itself; these others (DEL, C1, line separators) start terminal sequences or lines as well. */
const OTHER_CONTROLS = /\p{Cc}|\p{Zl}|\p{Zp}/gu;

/**
 * The log of this process: one JSON object per line (or one readable line with LOG_FORMAT=pretty), every line with its trace id, no line
 * with a secret. Masking happens on the finished line, so that no way around it exists: message, fields, bindings and stacks alike.
 */
export function createLogger(settings: Settings['log'], process: string, destination?: DestinationStream): Logger {
  const out = destination ?? pino.destination(1);
  return pino(
    {
      level: settings.level,
      base: { process },
      timestamp: stdTimeFunctions.isoTime,
      mixin: () => {
        const traceId = currentTraceId();
        return traceId === null ? {} : { traceId };
      },
      serializers: { err: (error: unknown) => error },
      formatters: {
        level: (label) => ({ level: label }),
        bindings: (bindings) => maskFields(bindings) as Record<string, unknown>,
        log: (fields) => maskFields(fields) as Record<string, unknown>,
      },
      hooks: { streamWrite: (line) => `${maskText(line).trimEnd().replace(OTHER_CONTROLS, escaped)}\n` },
    },
    settings.format === 'pretty' ? prettyStream(out) : out,
  );
}

const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;

function prettyStream(out: DestinationStream): DestinationStream {
  return new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      out.write(prettyLine(line));
      done();
    },
  });
}

import { Writable } from 'node:stream';
import { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
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
  const logger = pino(
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
        log: (fields) => maskFields(fields) as Record<string, unknown>,
      },
      hooks: { streamWrite: (line) => `${maskText(line).trimEnd().replace(OTHER_CONTROLS, escaped)}\n` },
    },
    settings.format === 'pretty' ? prettyStream(out) : out,
  );
  return maskBindings(logger);
}

/** pino formats the fields of a line, but not those a child is bound to; children of children inherit this. */
function maskBindings(logger: Logger): Logger {
  const child: (this: Logger, bindings: Bindings, options?: ChildLoggerOptions) => Logger = Reflect.get(logger, 'child');
  const masked = function (this: Logger, bindings: Bindings, options?: ChildLoggerOptions): Logger {
    return child.call(this, maskFields(bindings) as Bindings, options);
  };
  return Object.defineProperty(logger, 'child', { value: masked });
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

import type { AgentAnalytics } from '@orbisvoice/shared-dto';
import { rateRows, type FigureRows } from './rows-link';
import type { Tile } from './ui/figure-strip';

type Narrowed = Readonly<Record<string, string | undefined>>;

/** Rows of tools' figures: of calls the last attempt of each, which says how it went. */
export const toolRows = (filters: Narrowed) => {
  const part = (words: FigureRows['words'], more: Narrowed = {}) =>
    ({ list: 'toolCalls', words, filters: { ...filters, ...more } }) as const;
  return {
    calls: part('toolCalls', { attempts: 'last' }),
    attempts: part('attempts'),
    retried: part('retriedCalls', { attempts: 'retried' }),
    failed: part('failedCalls', { attempts: 'last', status: 'failed' }),
    timedOut: part('timedOutCalls', { attempts: 'last', status: 'timed_out' }),
    unsuccessful: part('unsuccessfulCalls', { attempts: 'last', status: 'unsuccessful' }),
  };
};

/** The figures of tools, each with the rows it was counted from. */
export function toolTiles(
  { tool_calls, tool_attempts, tool_retry_rate, tool_error_rate }: AgentAnalytics['figures'],
  filters: Narrowed,
): Tile[] {
  const rows = toolRows(filters);
  return [
    { key: 'tool_calls', figure: tool_calls, rows: [{ ...rows.calls, count: tool_calls.value }] },
    { key: 'tool_attempts', figure: tool_attempts, rows: [{ ...rows.attempts, count: tool_attempts.value }] },
    { key: 'tool_retry_rate', figure: tool_retry_rate, rows: rateRows(tool_retry_rate, rows.retried, rows.calls) },
    { key: 'tool_error_rate', figure: tool_error_rate, rows: rateRows(tool_error_rate, rows.unsuccessful, rows.calls) },
  ];
}

import type { ExportFailure } from '@orbisvoice/shared-dto/values';

/** Who gave up first: whoever writes the rows, or whoever stores them. */
export type FailureOrigin = 'source' | 'storage';

/** What is known of an error besides that it is one. */
export interface ErrorFacts {
  readonly origin: FailureOrigin;
  /** `code` of the error: of the system, or an SQLSTATE. */
  readonly code: string | null;
  readonly isDatabase: boolean;
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** query_canceled: what nobody canceled ran into its time limit. */
const STATEMENT_CANCELED = '57014';

/** The code that stays on the row. */
export function failureOf({ origin, code, isDatabase }: ErrorFacts): ExportFailure {
  if (origin === 'storage') return code !== null && FULL.has(code) ? 'storage_full' : 'storage_failed';
  if (code === STATEMENT_CANCELED) return 'timed_out';
  return isDatabase ? 'database_failed' : 'source_failed';
}

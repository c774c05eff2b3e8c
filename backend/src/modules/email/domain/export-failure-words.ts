import { EXPORT_FAILURES, type ExportFailure } from '@orbisvoice/shared-dto/values';

/** Why there is no file, and what helps. */
export interface FailureWords {
  readonly what: string;
  readonly advice: string;
}

const SOON = 'Nothing of your data is lost: have it written again in a few minutes.';
const AGAIN = 'Nothing of your data is lost: have it written again.';

/** Exhaustive by type: a reason without words does not compile. */
const WORDS: Readonly<Record<ExportFailure, FailureWords>> = {
  worker_lost: {
    what: 'The process that wrote it stopped several times before the end.',
    advice: 'Have it written again; with fewer days it needs less time.',
  },
  storage_failed: { what: 'The file store did not take it.', advice: SOON },
  storage_full: { what: 'The file store is full.', advice: 'Delete exports that you no longer need, then have it written again.' },
  database_failed: { what: 'The database did not answer to the end.', advice: SOON },
  source_failed: { what: 'What it is made of could not be read to the end.', advice: AGAIN },
  timed_out: { what: 'It took longer than an export may.', advice: 'Ask for fewer days at a time, as several files.' },
};

/** For a reason of a newer process. */
const UNKNOWN: FailureWords = { what: 'It could not be written to the end.', advice: AGAIN };

const isKnown = (failure: string): failure is ExportFailure => EXPORT_FAILURES.some((known) => known === failure);

/** The code of an export's failure, in the words of whoever asked for the file. */
export const exportFailureWords = (failure: string): FailureWords => (isKnown(failure) ? WORDS[failure] : UNKNOWN);

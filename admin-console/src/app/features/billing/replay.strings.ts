import type { ReplayResult } from '@orbisvoice/shared-dto';
import { plural } from '@orbisvoice/shared-ui/format';
import type { Tone } from '@orbisvoice/shared-ui/ui';

type Outcome = ReplayResult['outcome'];

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  applied: 'Applied',
  unchanged: 'Nothing to change',
  would_change: 'Would change',
  ignored: 'Ignored',
  failed: 'Failed',
  not_found: 'Not found',
};

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  applied: 'success',
  unchanged: 'neutral',
  would_change: 'info',
  ignored: 'neutral',
  failed: 'danger',
  not_found: 'warning',
};

/** Words of the replay dialog. */
export const REPLAY = {
  heading: (count: number) => (count === 1 ? 'Replay the event' : `Replay ${count} events`),
  checking: 'Comparing our rows with Stripe. Nothing is changed yet…',
  applying: 'Replaying…',
  dryRun: 'Dry run: nothing has been changed. This is what a replay would do now, by Stripe’s present state.',
  nothing: 'Nothing would change: our rows already agree with Stripe.',
  willFail: (count: number) => `${plural(count, 'event', 'events')} would fail. Their reasons stand below.`,
  done: 'Replayed. Every replay is in the audit log.',
  doneFailed: (count: number) => `${plural(count, 'event has', 'events have')} failed again and stay listed.`,
  problem: {
    checking: 'The dry run did not finish. Nothing was changed.',
    applying: 'The replay did not finish. Events worked before that stay worked.',
  },
  caption: 'Outcome by event',
  differences: (id: string) => `What changes with ${id}`,
  fields: (count: number) => plural(count, 'field', 'fields'),
  summary: (name: string, count: number) => `${name}: ${count}`,
  now: 'Replay now',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
} as const;

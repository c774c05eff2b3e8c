import type { ProcessKind, ProcessState, SystemRange } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** Words that the system pages share. */
export const SYSTEM = {
  nav: 'System pages',
  range: 'How far back',
  asOf: (at: string) => `As of ${at}; looked at again by itself.`,
  notRecorded: 'Nothing was recorded',
} as const;

export const RANGE_NAMES: Readonly<Record<SystemRange, string>> = {
  '1h': 'Last hour',
  '6h': '6 hours',
  '24h': '24 hours',
  '7d': '7 days',
};

export const PROCESS_KIND_NAMES: Readonly<Record<ProcessKind, string>> = { api: 'API', worker: 'Worker' };
export const PROCESS_STATE_NAMES: Readonly<Record<ProcessState, string>> = { up: 'Up', silent: 'Silent', stopped: 'Stopped' };
export const PROCESS_STATE_TONES: Readonly<Record<ProcessState, Tone>> = { up: 'success', silent: 'danger', stopped: 'neutral' };

import { type Signal, signal } from '@angular/core';
import { SYSTEM_RANGES, type SystemRange } from '@orbisvoice/shared-dto/values';
import { type ApiResource, oneOf } from '@orbisvoice/shared-ui/core';
import { keepLast, type KeptResource } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';

/** Processes speak every 15 seconds: asking more often shows nothing new. */
const SLOWNESS = 8;

export const DEFAULT_RANGE: SystemRange = '1h';

/** The range the address names; what is none is the default. */
export const rangeOf = (text: string): SystemRange => oneOf(text, SYSTEM_RANGES) ?? DEFAULT_RANGE;

/** A read that is repeated for as long as its page is open; what it said last stays until there is something newer. Call it in an injection context. */
export function liveRead<T>(read: ApiResource<T>, subject: Signal<unknown>): KeptResource<T> {
  const kept = keepLast(read, subject);
  pollWhile(kept, signal(true), SLOWNESS);
  return kept;
}

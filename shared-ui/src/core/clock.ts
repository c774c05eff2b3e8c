import { Injectable } from '@angular/core';

/** The one place that asks the machine for the time, so that tests can set it. */
@Injectable({ providedIn: 'root' })
export class Clock {
  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now();
  }
}

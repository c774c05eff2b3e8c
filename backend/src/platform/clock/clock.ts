import { Injectable } from '@nestjs/common';

/** The only source of the present moment, so that a test (or a sandbox) can move time. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's clock, UTC. */
@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';

/** How long sessions and their refresh tokens live. */
@Injectable()
export class SessionTime {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  ofNewSession(): { now: Date; sessionExpiresAt: Date } {
    const now = this.clock.now();
    return { now, sessionExpiresAt: new Date(now.getTime() + this.config.auth.sessionMaxSeconds * 1_000) };
  }

  ofNewToken(sessionExpiresAt: Date): { now: Date; idleUntil: Date } {
    const now = this.clock.now();
    const idle = now.getTime() + this.config.auth.refreshIdleSeconds * 1_000;
    return { now, idleUntil: new Date(Math.min(idle, sessionExpiresAt.getTime())) };
  }
}

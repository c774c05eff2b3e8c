import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { AllTenantsPlatformHourRepository, type HoursState } from '../persistence/all-tenants-platform-hour.repository.js';

const HOUR_MS = 3_600_000;
/**
 * How old an hour is before it is closed: a conversation counts at its first turn and is given up after a day, so that two days later
 * nothing of the hour can still begin to count. What is younger is read from its rows.
 */
const OPEN_HOURS = 48;

/** Conversations of the whole platform by hour: closed ones are kept, so that nobody counts every conversation there ever was. */
@Injectable()
export class PlatformHours {
  private readonly logger = new Logger(PlatformHours.name);

  constructor(
    private readonly hours: AllTenantsPlatformHourRepository,
    private readonly clock: Clock,
  ) {}

  state(): Promise<HoursState> {
    return this.hours.state();
  }

  /** Closes what is old enough. */
  async roll(): Promise<void> {
    const now = this.clock.now();
    const thisHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
    await this.hours.roll(new Date(thisHour - OPEN_HOURS * HOUR_MS), now);
  }

  /** Holds the closed hours against their rows: conversations that were erased since leave them here. */
  async check(): Promise<number> {
    const mended = await this.hours.check(this.clock.now());
    if (mended > 0) this.logger.log({ message: 'hours of the platform differed from their rows and were set right', mended });
    return mended;
  }

  /** Makes all of them anew. */
  async rebuild(): Promise<void> {
    await this.hours.forget();
    await this.roll();
  }
}

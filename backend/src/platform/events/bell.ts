import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type AllTenantsNotificationRepository } from '../cache/all-tenants-notification.repository.js';

/** A busy bell rings a hundred times a second: each ring is a commit of its own. */
const PAUSE_MS = 10;

/**
 * Wakes a loop of the workers (`BellLoop`) after a commit. Not a NOTIFY inside the transaction: committing one takes a lock of the whole
 * database, which would line up every writer behind every other's disk flush. At most one notification is under way; a lost one costs the
 * loop's poll interval.
 */
export abstract class Bell {
  private readonly logger = new Logger(this.constructor.name);
  private isRinging = false;
  private again = false;

  protected constructor(
    private readonly notifications: AllTenantsNotificationRepository,
    private readonly channel: string,
  ) {}

  ring(): void {
    if (this.isRinging) {
      this.again = true;
      return;
    }
    this.isRinging = true;
    void this.send();
  }

  private async send(): Promise<void> {
    do {
      if (this.again) await sleep(PAUSE_MS);
      this.again = false;
      await this.notifications
        .notify(this.channel, '')
        .catch((error: unknown) => this.logger.debug(`nobody woken, the next poll will find the work: ${String(error)}`));
    } while (this.again);
    this.isRinging = false;
  }
}

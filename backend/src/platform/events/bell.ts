import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type AllTenantsNotificationRepository } from '../cache/all-tenants-notification.repository.js';

/** A busy bell rings a hundred times a second: each ring is a commit of its own. */
const PAUSE_MS = 10;

/** Wakes whoever works. At most one ring is under way; what asks for one meanwhile shares the next. A lost one costs the worker's own interval. */
export abstract class Bell {
  private readonly logger = new Logger(this.constructor.name);
  private isRinging = false;
  private again = false;

  ring(): void {
    if (this.isRinging) {
      this.again = true;
      return;
    }
    this.isRinging = true;
    void this.ringAll();
  }

  protected abstract send(): Promise<unknown>;

  private async ringAll(): Promise<void> {
    do {
      if (this.again) await sleep(PAUSE_MS);
      this.again = false;
      await this.send().catch((error: unknown) => this.logger.debug(`nobody woken, the work will be found later: ${String(error)}`));
    } while (this.again);
    this.isRinging = false;
  }
}

/**
 * Wakes a loop of the workers (`BellLoop`) after a commit. Not a NOTIFY inside the transaction: committing one takes a lock of the whole
 * database, which would line up every writer behind every other's disk flush.
 */
export abstract class ChannelBell extends Bell {
  protected constructor(
    private readonly notifications: AllTenantsNotificationRepository,
    private readonly channel: string,
  ) {
    super();
  }

  protected override send(): Promise<void> {
    return this.notifications.notify(this.channel, '');
  }
}

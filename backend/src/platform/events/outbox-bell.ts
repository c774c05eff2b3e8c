import { Injectable, Logger } from '@nestjs/common';
import { AllTenantsNotificationRepository } from '../cache/all-tenants-notification.repository.js';

export const OUTBOX_CHANNEL = 'orbis_outbox';

/**
 * Wakes the relay after a commit. Not a NOTIFY inside the transaction: committing one takes a lock of the whole database, which would line
 * up every writer behind every other's disk flush. At most one notification is under way; a lost one costs the relay's poll interval.
 */
@Injectable()
export class OutboxBell {
  private readonly logger = new Logger(OutboxBell.name);
  private isRinging = false;
  private again = false;

  constructor(private readonly notifications: AllTenantsNotificationRepository) {}

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
      this.again = false;
      await this.notifications
        .notify(OUTBOX_CHANNEL, '')
        .catch((error: unknown) => this.logger.debug(`relay not woken, its poll will find the event: ${String(error)}`));
    } while (this.again);
    this.isRinging = false;
  }
}

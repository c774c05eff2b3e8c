import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../database/platform-database.js';

/**
 * Sends notifications to every process that listens on this database. They carry keys, never data. Their commit does not wait for the disk:
 * there is nothing in it to lose, since whoever listens is gone with the server and looks for itself when it is back.
 */
@Injectable()
export class AllTenantsNotificationRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async notify(channel: string, payload: string): Promise<void> {
    await this.database.query({
      name: 'platform.notify',
      text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
      values: [channel, payload],
    });
  }
}

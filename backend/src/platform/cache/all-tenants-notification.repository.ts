import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../database/platform-database.js';

/** Sends notifications to every process that listens on this database. They carry keys, never data. */
@Injectable()
export class AllTenantsNotificationRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async notify(channel: string, payload: string): Promise<void> {
    await this.database.query({ name: 'platform.notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
  }
}

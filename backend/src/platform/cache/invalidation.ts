import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AllTenantsNotificationRepository } from './all-tenants-notification.repository.js';
import { PostgresListener } from './postgres-listener.js';

const CHANNEL = 'orbis_invalidation';
const SEPARATOR = ' ';

interface Subscriber {
  readonly onKey: (key: string) => void;
  readonly onGap: () => void;
}

/**
 * Tells every process that a cached thing changed: a revoked API key or session is gone everywhere in milliseconds instead of at the end
 * of its time to live. Delivery is best effort (the time to live is the guarantee): caches must keep one.
 */
@Injectable()
export class Invalidation implements OnModuleInit {
  private readonly logger = new Logger(Invalidation.name);
  private readonly subscribers = new Map<string, Subscriber[]>();

  constructor(
    private readonly listener: PostgresListener,
    private readonly notifications: AllTenantsNotificationRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.listener.listen(CHANNEL, { onMessage: (message) => this.receive(message), onGap: () => this.gap() });
  }

  /**
   * Call it after the commit (`unitOfWork.afterCommit`): before it, a listener would read and cache the old row again.
   * This process is told at once, the others by the database. Never rejects.
   */
  async publish(channel: string, key: string): Promise<void> {
    this.dispatch(channel, key);
    await this.notifications
      .notify(CHANNEL, `${channel}${SEPARATOR}${key}`)
      .catch((error: unknown) => this.logger.warn(`invalidation of ${channel} not sent: ${String(error)}`));
  }

  /** @param onGap messages may have been missed: forget everything of this channel */
  subscribe(channel: string, onKey: (key: string) => void, onGap: () => void = () => undefined): void {
    if (channel.includes(SEPARATOR)) throw new Error('a channel name has no space');
    this.subscribers.set(channel, [...(this.subscribers.get(channel) ?? []), { onKey, onGap }]);
  }

  private receive(message: string): void {
    const at = message.indexOf(SEPARATOR);
    if (at > 0) this.dispatch(message.slice(0, at), message.slice(at + 1));
  }

  private dispatch(channel: string, key: string): void {
    for (const { onKey } of this.subscribers.get(channel) ?? []) onKey(key);
  }

  private gap(): void {
    for (const { onGap } of [...this.subscribers.values()].flat()) onGap();
  }
}

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import { type QueueName } from './job.js';
import { connectQueues, type QueueConnection, type QueueHandle } from './queue-connection.js';

/** The queues as this process holds them, opened at their first use: producers and staff's desk share them. */
@Injectable()
export class QueueHandles implements OnApplicationShutdown {
  private connection: QueueConnection | null = null;
  private readonly queues = new Map<QueueName, QueueHandle>();

  constructor(private readonly config: Config) {}

  of(name: QueueName): QueueHandle {
    const open = this.queues.get(name);
    if (open) return open;
    this.connection ??= connectQueues(this.config, 'producer');
    const queue = this.connection.queue(name, { skipMetasUpdate: true });
    this.queues.set(name, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
    await this.connection?.close();
    this.connection = null;
  }
}

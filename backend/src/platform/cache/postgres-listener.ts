import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config/config.js';
import { backoffDelay } from '../queues/backoff.js';

/** What a subscriber of a channel does. */
export interface ChannelListener {
  readonly onMessage: (payload: string) => void;
  /** The connection was lost for a while: messages may have been missed. */
  readonly onGap?: () => void;
}

const RECONNECT = { baseMs: 100, capMs: 10_000 } as const;
const PING_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * LISTEN/NOTIFY on one dedicated connection, because a subscription lives on its connection and a pool would lose it. Comes back by
 * itself; a ping finds connections that died without a word.
 */
@Injectable()
export class PostgresListener implements OnApplicationShutdown {
  private readonly logger = new Logger(PostgresListener.name);
  private readonly channels = new Map<string, ChannelListener[]>();
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private isClosed = false;

  constructor(private readonly config: Config) {}

  /** Subscribes for as long as the process lives. Resolves when the database confirmed it, or when the first try failed and others follow. */
  async listen(channel: string, listener: ChannelListener): Promise<void> {
    const existing = this.channels.get(channel);
    this.channels.set(channel, [...(existing ?? []), listener]);
    if (this.client && !existing) await this.subscribe(this.client, channel).catch((error: unknown) => this.lost(error));
    else await this.connected();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    const client = this.client;
    this.client = null;
    await client?.end().catch((error: unknown) => this.logger.debug(`listener closed late: ${String(error)}`));
  }

  private connected(): Promise<void> {
    if (this.client) return Promise.resolve();
    this.connecting ??= this.connect().finally(() => (this.connecting = null));
    return this.connecting;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.database.platformUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'orbisvoice-listener',
    });
    client.on('error', (error) => this.lost(error, client));
    client.on('notification', ({ channel, payload }) => this.deliver(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.channels.keys()) await this.subscribe(client, channel);
    } catch (error) {
      this.lost(error, client);
      return;
    }
    if (this.isClosed) return client.end();
    this.established(client);
  }

  private established(client: pg.Client): void {
    const hadGap = this.failures > 0;
    this.client = client;
    this.failures = 0;
    this.schedulePing(client);
    if (hadGap) for (const listener of [...this.channels.values()].flat()) listener.onGap?.();
  }

  private subscribe(client: pg.Client, channel: string): Promise<unknown> {
    return client.query(`listen ${client.escapeIdentifier(channel)}`);
  }

  private deliver(channel: string, payload: string): void {
    for (const listener of this.channels.get(channel) ?? []) {
      try {
        listener.onMessage(payload);
      } catch (error) {
        this.logger.error(`listener of ${channel} failed`, error);
      }
    }
  }

  private schedulePing(client: pg.Client): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.client === client && this.schedulePing(client),
        (error: unknown) => this.lost(error, client),
      );
    }, PING_MS).unref();
  }

  /** Drops a broken connection and plans the next try; late errors of one that was already replaced change nothing. */
  private lost(error: unknown, client: pg.Client | null = this.client): void {
    if (this.isClosed || (this.client !== null && client !== this.client)) return;
    this.client = null;
    client?.removeAllListeners('notification');
    client?.end().catch((reason: unknown) => this.logger.debug(`broken listener: ${String(reason)}`));
    this.failures++;
    this.logger.warn(`database listener lost (try ${this.failures}): ${error instanceof Error ? error.message : String(error)}`);
    clearTimeout(this.timer);
    const delay = backoffDelay(this.failures, RECONNECT, Math.random());
    this.timer = setTimeout(() => void this.connected(), delay).unref();
  }
}

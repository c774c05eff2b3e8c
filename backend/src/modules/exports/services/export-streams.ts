import type { Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ExportRepository } from '../persistence/export.repository.js';
import { EventFeed, eventFrame } from './event-feed.js';
import { toExport } from './export.mapper.js';
import { ExportNews } from './export-news.js';

/** How often a listener is asked for, and shown that the connection lives. */
const BEAT_MS = 5_000;
/** Of one tenant, in one process. */
const LISTENERS_MAX = 50;

/** Whoever listens to a tenant's exports. */
export interface Listener {
  readonly tenantId: TenantId;
  /** Whether the session, or the key, still may. Asked again and again: a stream outlives the request's own check. */
  readonly mayListen: () => Promise<boolean>;
}

interface Listening extends Listener {
  readonly feed: EventFeed;
  /** What it heard of before it had its first picture, which is older; null once it has it. */
  ahead: Set<string> | null;
}

/** Tells listeners of every change of their tenant's exports, whichever process makes it. */
@Injectable()
export class ExportStreams implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ExportStreams.name);
  private readonly listeners = new Set<Listening>();
  private readonly reading = new Set<string>();
  private readonly again = new Set<string>();
  private beating: NodeJS.Timeout | undefined;

  constructor(
    private readonly exports: ExportRepository,
    private readonly news: ExportNews,
  ) {}

  onModuleInit(): void {
    this.news.observe({
      changed: (tenantId, id) => void this.refresh(tenantId, id),
      missed: () => [...this.listeners].forEach(({ feed }) => feed.send('reload', eventFrame('reload', {}))),
    });
  }

  /** Before the server waits for its requests: these end with the client only. */
  onModuleDestroy(): void {
    clearInterval(this.beating);
    for (const { feed } of this.listeners) feed.end();
  }

  /**
   * What is under way now, and from then on every change.
   * @throws DomainError request.rate_limited when too many of the tenant listen
   */
  async open(listener: Listener): Promise<Readable> {
    const { tenantId } = listener;
    if (this.of(tenantId).length >= LISTENERS_MAX) throw new DomainError('request.rate_limited');
    const listening: Listening = { ...listener, feed: new EventFeed(), ahead: new Set() };
    this.listeners.add(listening);
    listening.feed.once('close', () => this.listeners.delete(listening));
    this.beating ??= setInterval(() => this.beat(), BEAT_MS).unref();
    try {
      await this.sendFirst(listening);
    } catch (error) {
      listening.feed.destroy();
      throw error;
    }
    return listening.feed;
  }

  /** It listens while this is read, so that nothing is missed; what it heard meanwhile is newer than what was read. */
  private async sendFirst(listening: Listening): Promise<void> {
    const rows = await this.exports.unfinished(listening.tenantId);
    for (const row of rows.filter(({ id }) => !listening.ahead?.has(id))) listening.feed.send(row.id, eventFrame('export', toExport(row)));
    listening.ahead = null;
  }

  private of(tenantId: TenantId): Listening[] {
    return [...this.listeners].filter((listener) => listener.tenantId === tenantId);
  }

  /** Reads a changed export once for all who listen; what changes meanwhile is read after it, so that the last word is the newest. */
  private async refresh(tenantId: TenantId, id: string): Promise<void> {
    if (this.of(tenantId).length === 0) return;
    this.again.add(id);
    if (this.reading.has(id)) return;
    this.reading.add(id);
    try {
      while (this.again.delete(id)) {
        const row = await this.exports.find(tenantId, id);
        const frame = row ? eventFrame('export', toExport(row)) : eventFrame('deleted', { id });
        await Promise.all(this.of(tenantId).map((listener) => this.deliver(listener, () => tell(listener, id, frame))));
      }
    } catch (error) {
      this.logger.warn(`change of export ${id} not told: ${String(error)}`);
    } finally {
      this.reading.delete(id);
    }
  }

  private beat(): void {
    for (const listener of this.listeners) void this.deliver(listener, () => listener.feed.beat());
  }

  private async deliver({ feed, mayListen }: Listening, send: () => void): Promise<void> {
    // who cannot be asked for is let go: the client comes again, and is asked at the door
    const isWelcome = await mayListen().catch(() => false);
    if (isWelcome) send();
    else feed.end();
  }
}

function tell({ feed, ahead }: Listening, id: string, frame: string): void {
  ahead?.add(id);
  feed.send(id, frame);
}

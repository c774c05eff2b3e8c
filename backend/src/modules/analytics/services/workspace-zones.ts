import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ConversationFiguresRepository } from '../persistence/conversation-figures.repository.js';

const ZONES_MOST = 10_000;

/** What was read, and the zone the workspace had in the same snapshot. */
interface InZone {
  readonly zone: string;
}

/**
 * Spares reports the round trip for the zone their days depend on. The zone that was seen last is a guess that is never trusted: every
 * report reads the zone beside its figures, and when it is another reads again.
 */
@Injectable()
export class WorkspaceZones {
  private readonly seen = new LRUCache<TenantId, string>({ max: ZONES_MOST });

  constructor(private readonly figures: ConversationFiguresRepository) {}

  /** What `read` finds in the zone that is asked for, or else in that of the workspace. */
  async read<T extends InZone>(
    tenantId: TenantId,
    { timeZone: asked }: { readonly timeZone?: string | undefined },
    read: (timeZone: string) => Promise<T>,
  ): Promise<T> {
    if (asked !== undefined) return read(asked);
    const guess = this.seen.get(tenantId);
    if (guess === undefined) return this.readIn(tenantId, await this.figures.timeZone(tenantId), read);
    try {
      return await this.readIn(tenantId, guess, read);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // refused by the days of a zone that may be no longer its own
      return this.readIn(tenantId, await this.figures.timeZone(tenantId), read);
    }
  }

  private async readIn<T extends InZone>(tenantId: TenantId, timeZone: string, read: (timeZone: string) => Promise<T>): Promise<T> {
    const found = await read(timeZone);
    this.seen.set(tenantId, found.zone);
    return found.zone === timeZone ? found : this.readIn(tenantId, found.zone, read);
  }
}

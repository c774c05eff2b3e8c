import { Injectable } from '@nestjs/common';
import type {
  ReplayResult,
  ReplayResults,
  ReplayStripeEvents,
  StripeEvent,
  StripeEventDetail,
  StripeEventList,
  StripeEventQuery,
} from '@orbisvoice/shared-dto';
import { STRIPE_EVENT_STATUSES, type StripeEventStatus } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { isDataException } from '../../../platform/database/database-errors.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { StripeReplay } from '../../billing/index.js';
import {
  AllTenantsStripeEventListRepository,
  type EventKey,
  type StripeEventRow,
} from '../persistence/all-tenants-stripe-event-list.repository.js';

const CURSOR_ID = /^evt_[A-Za-z0-9_]{1,120}$/;

/** Stripe's events as staff sees and replays them. */
@Injectable()
export class StripeEventDesk {
  constructor(
    private readonly events: AllTenantsStripeEventListRepository,
    private readonly replays: StripeReplay,
  ) {}

  async list(query: StripeEventQuery): Promise<StripeEventList> {
    const [rows, counts] = await Promise.all([this.page(query), this.events.counts()]);
    const shown = rows.slice(0, query.pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > query.pageSize ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
    return { items: shown.map(eventOf), next, counts: countsOf(counts) };
  }

  /** @throws DomainError `request.invalid` for an instant that PostgreSQL has no place for */
  private async page(query: StripeEventQuery): Promise<StripeEventRow[]> {
    try {
      return await this.events.page(query, keyOf(query.cursor));
    } catch (error) {
      if (!isDataException(error)) throw error;
      throw invalidField(query.cursor === undefined ? 'from' : 'cursor', 'range', 'is out of range');
    }
  }

  /** @throws DomainError `billing.event_not_found` */
  async read(id: string): Promise<StripeEventDetail> {
    const row = await this.events.find(id);
    if (!row) throw new DomainError('billing.event_not_found');
    const { apiVersion, isLivemode, payload } = row;
    return { ...eventOf(row), apiVersion, isLivemode, payload };
  }

  replay(actor: Actor, id: string, isDryRun: boolean): Promise<ReplayResult> {
    return this.replays.one(actor, id, isDryRun);
  }

  async replayMany(actor: Actor, { ids, isDryRun }: ReplayStripeEvents): Promise<ReplayResults> {
    return { isDryRun, items: await this.replays.many(actor, ids, isDryRun) };
  }
}

/** @throws DomainError `request.invalid` for a cursor this list did not hand out */
function keyOf(cursor: string | undefined): EventKey | null {
  if (cursor === undefined) return null;
  const [createdAt, id] = decodeCursor(cursor, 2);
  if (!createdAt || !id || Number.isNaN(Date.parse(createdAt)) || !CURSOR_ID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return { createdAt: new Date(createdAt).toISOString(), id };
}

const countsOf = (counts: ReadonlyMap<StripeEventStatus, number>): StripeEventList['counts'] => {
  const [received, processing, done, ignored, failed, dead] = STRIPE_EVENT_STATUSES.map((status) => counts.get(status) ?? 0);
  return {
    received: received ?? 0,
    processing: processing ?? 0,
    done: done ?? 0,
    ignored: ignored ?? 0,
    failed: failed ?? 0,
    dead: dead ?? 0,
  };
};

function eventOf(row: StripeEventRow): StripeEvent {
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    attempts: row.attempts,
    error: row.error,
    objectId: row.objectId,
    tenantId: row.tenantId,
    tenantName: row.tenantName,
    createdAt: row.createdAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    processedAt: row.processedAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    replays: row.replays,
  };
}

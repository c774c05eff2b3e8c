import { Injectable } from '@nestjs/common';
import type { StaffChange, StaffChangeList, StaffChangeQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import {
  AllTenantsStaffChangeRepository,
  type StaffChangeKey,
  type StaffChangeRow,
} from '../persistence/all-tenants-staff-change.repository.js';

const CURSOR_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who was proposed to become staff, or staff no more, and what became of it. */
@Injectable()
export class StaffChangeDesk {
  constructor(
    private readonly changes: AllTenantsStaffChangeRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: StaffChangeQuery): Promise<StaffChangeList> {
    const rows = await this.changes.page(query, keyOf(query.cursor), this.clock.now());
    const shown = rows.slice(0, query.pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > query.pageSize ? encodeCursor([last.exactAt, last.id]) : null;
    return { items: shown.map((row) => changeOf(row, actor)), next };
  }

  /** @throws DomainError `admin.staff_change_not_found` */
  async read(actor: Actor, id: string): Promise<StaffChange> {
    return changeOf(await this.row(id), actor);
  }

  /** @throws DomainError `admin.staff_change_not_found` */
  async row(id: string): Promise<StaffChangeRow> {
    const row = await this.changes.find(id, this.clock.now());
    if (!row) throw new DomainError('admin.staff_change_not_found');
    return row;
  }

  /** What waits for a second person about somebody; null for nothing. */
  async pendingOf(actor: Actor, userId: string): Promise<StaffChange | null> {
    const row = await this.changes.pendingOf(userId, this.clock.now());
    return row && changeOf(row, actor);
  }
}

/** @throws DomainError `request.invalid` for a cursor this list did not hand out */
function keyOf(cursor: string | undefined): StaffChangeKey | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2);
  if (!at || !id || !CURSOR_AT.test(at) || Number.isNaN(Date.parse(at)) || !UUID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return { at, id };
}

function changeOf({ exactAt: _exactAt, ...row }: StaffChangeRow, actor: Actor): StaffChange {
  return {
    ...row,
    proposedAt: row.proposedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    confirmRefusal: refusalOf(row, actor),
    mayWithdraw: row.status === 'pending' && row.userId !== actor.userId,
  };
}

/** What a button may promise; whether the change is still possible is decided under its lock. */
function refusalOf(
  { status, userId, proposedById }: Pick<StaffChangeRow, 'status' | 'userId' | 'proposedById'>,
  actor: Actor,
): StaffChange['confirmRefusal'] {
  if (status !== 'pending') return 'closed';
  if (userId === actor.userId) return 'own';
  return proposedById === actor.userId ? 'proposer' : null;
}

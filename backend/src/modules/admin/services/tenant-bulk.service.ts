import { Injectable } from '@nestjs/common';
import type {
  PreviewTenantBulk,
  StartTenantBulk,
  TenantBulkPreview,
  TenantBulkRow,
  TenantBulkRowList,
  TenantBulkRowQuery,
  TenantBulkRun,
  TenantBulkRunList,
  TenantBulkRunQuery,
  TenantSelection,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { AllTenantsTenantBulkRepository, type BulkRowRow, type BulkRunRow } from '../persistence/all-tenants-tenant-bulk.repository.js';
import { AllTenantsTenantRepository } from '../persistence/all-tenants-tenant.repository.js';
import { TenantBulkOrders } from './tenant-bulk-orders.js';
import { oddInstantOf, refusingOddInstants } from './tenant-directory.service.js';

/** One standing for many tenants: what it would do, its runs, and what came of each tenant. */
@Injectable()
export class TenantBulk {
  constructor(
    private readonly runs: AllTenantsTenantBulkRepository,
    private readonly tenants: AllTenantsTenantRepository,
    private readonly orders: TenantBulkOrders,
    private readonly clock: Clock,
  ) {}

  async preview({ action, selection }: PreviewTenantBulk): Promise<TenantBulkPreview> {
    const ids = await this.idsOf(selection);
    const figures = await this.runs.figures(action, ids);
    const [total, gone] = [ids.length, ids.length - figures.total];
    return { action, ...figures, total, gone, set: setOf(ids), asOf: this.clock.now().toISOString() };
  }

  /** Begins a run; a worker does it. @throws DomainError `admin.bulk_changed` when the selection is not what was previewed */
  async start(actor: Actor, { action, selection, reason, expectedTotal, expectedSet }: StartTenantBulk): Promise<TenantBulkRun> {
    const ids = await this.idsOf(selection);
    // as many as before may be others: what counts is which, where the caller did not name them
    const isOther = ids.length !== expectedTotal || (expectedSet !== undefined && setOf(ids) !== expectedSet);
    if (isOther) throw new DomainError('admin.bulk_changed', { total: ids.length });
    const id = await this.orders.begin(actor, { action, reason, ids, filter: 'filter' in selection ? selection.filter : null });
    return this.read(id);
  }

  /** Takes back what a run did. @throws DomainError `admin.bulk_not_found`, `admin.bulk_not_undoable` */
  async undo(actor: Actor, id: string, reason: string): Promise<TenantBulkRun> {
    const run = await this.read(id);
    if (!run.isUndoable) throw new DomainError('admin.bulk_not_undoable');
    return this.read(await this.orders.beginUndo(actor, { undoOf: id, reason, total: run.counts.done }));
  }

  /** Leaves what has not begun as it is. @throws DomainError `admin.bulk_not_found`, `admin.bulk_over` */
  async stop(actor: Actor, id: string): Promise<TenantBulkRun> {
    const { tenantId } = await this.row(id);
    await this.orders.stop(actor, tenantId, id);
    return this.read(id);
  }

  async list({ cursor, pageSize }: TenantBulkRunQuery): Promise<TenantBulkRunList> {
    const after = cursor === undefined ? null : runKeyOf(cursor);
    const rows = await refusingOddInstants('cursor', () => this.runs.page(after, pageSize + 1));
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > pageSize ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
    return { items: shown.map(toRun), next };
  }

  /** @throws DomainError `admin.bulk_not_found` */
  async read(id: string): Promise<TenantBulkRun> {
    return toRun(await this.row(id));
  }

  /** In the order they are done. @throws DomainError `admin.bulk_not_found` */
  async rows(id: string, { cursor, pageSize, outcome }: TenantBulkRowQuery): Promise<TenantBulkRowList> {
    const after = cursor === undefined ? 0 : positionOf(cursor);
    await this.row(id);
    const rows = await this.runs.rows(id, { outcome: outcome ?? null, after, limit: pageSize + 1 });
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    return { items: shown.map(toRow), next: last && rows.length > pageSize ? encodeCursor([String(last.position)]) : null };
  }

  private async row(id: string): Promise<BulkRunRow> {
    const run = await this.runs.find(id);
    if (!run) throw new DomainError('admin.bulk_not_found');
    return run;
  }

  private async idsOf(selection: TenantSelection): Promise<readonly string[]> {
    if ('ids' in selection) return [...new Set(selection.ids.map((id) => id.toLowerCase()))];
    const { filter } = selection;
    const field = `selection.filter.${oddInstantOf(filter)}`;
    const found = await refusingOddInstants(field, () => this.tenants.ordered(filter, 'createdAt', this.clock.now()));
    return found.map(({ id }) => id);
  }
}

/** Names a set of tenants, in whatever order; another set has another name. */
const setOf = (ids: readonly string[]): string => sha256([...ids].sort().join()).toString('base64url');

function toRun(row: BulkRunRow): TenantBulkRun {
  const { id, action, reason, status, staffName, total, pending, done, skipped, failed, undoOf, undoneBy } = row;
  return {
    id,
    action,
    reason,
    status,
    staffName,
    counts: { total, pending, done, skipped, failed },
    undoOf,
    undoneBy,
    isUndoable: row.finishedAt !== null && done > 0 && action !== 'undo' && undoneBy === null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

const toRow = (row: BulkRowRow): TenantBulkRow => ({ ...row, settledAt: row.settledAt?.toISOString() ?? null });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const badCursor = (): DomainError => invalidField('cursor', 'cursor', 'must be the `next` of the page before');

function runKeyOf(cursor: string): { createdAt: string; id: string } {
  const [createdAt, id] = decodeCursor(cursor, 2);
  if (!createdAt || !id || Number.isNaN(Date.parse(createdAt)) || !UUID.test(id)) throw badCursor();
  return { createdAt: new Date(createdAt).toISOString(), id };
}

function positionOf(cursor: string): number {
  const [position] = decodeCursor(cursor, 1);
  if (!position || !/^\d{1,9}$/.test(position)) throw badCursor();
  return Number(position);
}

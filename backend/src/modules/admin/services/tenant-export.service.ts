import { Injectable } from '@nestjs/common';
import type { ExportTenants } from '@orbisvoice/shared-dto';
import { BYTE_ORDER_MARK, conversationWindowOf, csvLine, type ConversationWindow, type TenantColumn } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, factsAsChanges } from '../../audit/index.js';
import { AllTenantsTenantRepository, type TenantRow } from '../persistence/all-tenants-tenant.repository.js';
import { oddInstantOf, refusingOddInstants } from './tenant-directory.service.js';

const STRETCH = 1_000;

type Cell = string | number | null;
interface CsvColumn {
  readonly heads: readonly string[];
  readonly cells: (row: TenantRow) => readonly Cell[];
}
const one = (head: string, cell: (row: TenantRow) => Cell): CsvColumn => ({ heads: [head], cells: (row) => [cell(row)] });
const dollars = (cents: number): string => (cents / 100).toFixed(2);

/** A column of the list in the file: the same facts, in plain figures. */
const CSV: Readonly<Record<TenantColumn, CsvColumn>> = {
  name: one('name', (row) => row.name),
  id: one('id', (row) => row.id),
  slug: one('slug', (row) => row.slug),
  ownerEmail: one('ownerEmail', (row) => row.ownerEmail),
  billingEmail: one('billingEmail', (row) => row.billingEmail),
  status: { heads: ['status', 'state'], cells: (row) => [row.status, row.state] },
  tier: one('tier', (row) => row.subscriptionTier),
  subscription: one('subscriptionStatus', (row) => row.subscriptionStatus),
  mrr: one('mrrUsd', (row) => dollars(row.mrr)),
  usage: { heads: ['usageCount', 'usageLimit'], cells: (row) => [row.usageCount, row.usageLimit] },
  users: one('users', (row) => row.users),
  agents: one('agents', (row) => row.agents),
  lastActive: one('lastActiveAt', (row) => row.lastActiveAt?.toISOString() ?? null),
  createdAt: one('createdAt', (row) => row.createdAt.toISOString()),
  stripeCustomer: one('stripeCustomerId', (row) => row.stripeCustomerId),
};

/** An order by conversations brings the figure along, as the last column. */
const HEADS: Readonly<Record<ConversationWindow, string>> = {
  day: 'conversations24Hours',
  week: 'conversations7Days',
  month: 'conversations30Days',
  all: 'conversations',
};
type Ordered = Pick<TenantRow, 'id' | 'conversations'>;

/** The list of tenants as a file: the same filter, order and columns, never cut, streamed. */
@Injectable()
export class TenantExports {
  constructor(
    private readonly tenants: AllTenantsTenantRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** That it was exported, and what, is on record before the first byte leaves. */
  async csv(actor: Actor, { filter, sort, columns }: ExportTenants): Promise<AsyncGenerator<string>> {
    const at = this.clock.now();
    const ordered = await refusingOddInstants(`filter.${oddInstantOf(filter)}`, () => this.tenants.ordered(filter, sort, at));
    await this.note(actor, { ...filter, sort, columns: columns.join(','), rows: String(ordered.length) });
    const window = conversationWindowOf(sort);
    return this.lines(
      ordered,
      [...columns.map((column) => CSV[column]), ...(window ? [one(HEADS[window], (row) => row.conversations)] : [])],
      at,
    );
  }

  private async *lines(ordered: readonly Ordered[], columns: readonly CsvColumn[], at: Date): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(columns.flatMap(({ heads }) => heads));
    for (let from = 0; from < ordered.length; from += STRETCH) {
      const stretch = new Map(ordered.slice(from, from + STRETCH).map(({ id, conversations }) => [id, conversations]));
      const rows = await this.tenants.byIds([...stretch.keys()], at);
      yield rows
        .map((row) => ({ ...row, conversations: stretch.get(row.id) ?? null }))
        .map((row) => csvLine(columns.flatMap(({ cells }) => cells(row))))
        .join('');
    }
  }

  private note(actor: Actor, asked: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = factsAsChanges(asked);
    return this.unitOfWork.run(actor.tenantId, () =>
      this.audit.record(actor, { action: 'admin.tenants_exported', targetType: 'tenant', targetId: null, changes }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import {
  REVENUE_MONTHS_MAX,
  type ExportRevenueRows,
  type RevenueRow,
  type RevenueRowList,
  type RevenueRowQuery,
} from '@orbisvoice/shared-dto';
import { REVENUE_LIST_SHAPES, type RevenueKind, type RevenueRowKind } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { firstDayOf, monthOf, monthsIn } from '../domain/months.js';
import { FUNNEL_DAYS } from '../domain/revenue.js';
import {
  AllTenantsRevenueRepository,
  type RevenueRowFilter,
  type RevenueScope,
  type RevenueStretch,
} from '../persistence/all-tenants-revenue.repository.js';

/** So many rows of a file are in memory at a time. */
const STRETCH = 1_000;
/** Kinds that are several. */
const SIDES: Partial<Readonly<Record<RevenueKind, readonly RevenueRowKind[]>>> = {
  won: ['new', 'expansion', 'reactivation'],
  lost: ['contraction', 'churn'],
};

/** The rows behind the figures of the revenue report. */
@Injectable()
export class RevenueRows {
  constructor(
    private readonly revenue: AllTenantsRevenueRepository,
    private readonly clock: Clock,
  ) {}

  /** A page of them, the largest amounts first. @throws DomainError `request.invalid` with the field for a list that cannot be of this time or kind */
  async page({ cursor, pageSize, ...asked }: RevenueRowQuery): Promise<RevenueRowList> {
    const { scope, filter } = this.listOf(asked);
    const found = await this.revenue.rows(scope, filter, { after: cursor === undefined ? null : placeOf(cursor), limit: pageSize + 1 });
    const items = found.slice(0, pageSize);
    const last = items.at(-1);
    return { items, next: found.length > pageSize && last ? encodeCursor([String(last.amount ?? 0), last.id]) : null };
  }

  /** All of them, a stretch at a time. @throws DomainError as a page of them, before the first row */
  all(asked: ExportRevenueRows): AsyncGenerator<readonly RevenueRow[]> {
    const { scope, filter } = this.listOf(asked);
    return this.stretches(scope, filter);
  }

  private async *stretches(scope: RevenueScope, filter: RevenueRowFilter): AsyncGenerator<readonly RevenueRow[]> {
    for (let after: RevenueStretch['after'] = null; ;) {
      const rows: RevenueRow[] = await this.revenue.rows(scope, filter, { after, limit: STRETCH });
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      after = { amount: String(last.amount ?? 0), id: last.id };
    }
  }

  private listOf({ of, kind, plan, timeZone, currency, ...span }: ExportRevenueRows): { scope: RevenueScope; filter: RevenueRowFilter } {
    const { kinds } = REVENUE_LIST_SHAPES[of];
    if (kind !== undefined && !kinds.includes(kind)) throw invalidField('kind', 'choice', 'is not a kind of this list');
    if (plan !== undefined && of !== 'mrr') throw invalidField('plan', 'choice', 'is for recurring revenue only');
    const asOf = this.clock.now();
    const { first, last } = spanOf({ of, ...span }, monthOf(asOf, timeZone));
    const chosen = kind === undefined ? null : (SIDES[kind] ?? [kind as RevenueRowKind]);
    return {
      scope: { asOf, timeZone, currency },
      filter: { of, first: firstDayOf(first), last: firstDayOf(last), days: FUNNEL_DAYS, kinds: chosen, plan: plan ?? null },
    };
  }
}

function spanOf({ of, month, to }: Pick<ExportRevenueRows, 'of' | 'month' | 'to'>, present: string): { first: string; last: string } {
  const { time } = REVENUE_LIST_SHAPES[of];
  if (time === 'now' && month !== undefined) throw invalidField('month', 'range', 'is not for a list of now');
  if (time === 'month' && month === undefined) throw invalidField('month', 'required', 'is needed for this list');
  if (time !== 'month' && to !== undefined) throw invalidField('to', 'range', 'is for lists of several months');
  const first = month ?? present;
  const last = to ?? (of === 'cohort' ? present : first);
  if (monthsIn(first, last) < 1) throw invalidField('to', 'range', 'is before the first month');
  if (monthsIn(first, last) > REVENUE_MONTHS_MAX)
    throw invalidField('to', 'range', `is more than ${REVENUE_MONTHS_MAX} months after the first`);
  return { first, last };
}

function placeOf(cursor: string): NonNullable<RevenueStretch['after']> {
  const [amount = '', id = ''] = decodeCursor(cursor, 2);
  if (!/^-?\d{1,15}$/.test(amount) || !/^[\da-z -]{36,60}$/.test(id))
    throw invalidField('cursor', 'cursor', 'is not a cursor of this list');
  return { amount, id };
}

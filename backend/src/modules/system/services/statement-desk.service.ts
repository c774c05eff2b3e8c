import { Injectable } from '@nestjs/common';
import type { SystemStatement, SystemStatementQuery, SystemStatements } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { fingerprintOf, statementShape } from '../../../platform/database/statement-shape.js';
import { type HistoryWindow, windowOf } from '../domain/history-window.js';
import { AllTenantsStatementRepository, type ServerStatementRow } from '../persistence/all-tenants-statement.repository.js';
import { type SeriesTally, SystemHistory } from './system-history.js';

const MS = 1_000;
/** The most expensive ones; what is behind them costs next to nothing. */
const MOST = 100;

/** Which statements the database spends its time on. */
@Injectable()
export class StatementDesk {
  constructor(
    private readonly history: SystemHistory,
    private readonly statements: AllTenantsStatementRepository,
    private readonly clock: Clock,
  ) {}

  async read({ range, source }: SystemStatementQuery): Promise<SystemStatements> {
    const now = this.clock.now();
    const server = await this.statements.ofServer(MOST);
    const items = source === 'server' ? server.map(ofServer) : await this.own(windowOf(range, now));
    return {
      asOf: now.toISOString(),
      range,
      source,
      hasServer: server.length > 0,
      totalMs: items.reduce((sum, { totalMs }) => sum + totalMs, 0),
      items: items.slice(0, MOST),
    };
  }

  private async own(window: HistoryWindow): Promise<SystemStatement[]> {
    const tallies = await this.history.totals('query', window);
    const known = await this.statements.byFingerprint(tallies.map(({ series }) => series));
    return tallies
      .map((tally): SystemStatement => {
        const row = known.get(tally.series);
        const isRecent = row !== undefined && row.slowestAt >= window.from;
        return {
          ...figuresOf(tally),
          name: row?.name ?? null,
          text: row?.text ?? tally.series,
          maxMs: isRecent ? row.slowestMs : null,
          slowestAt: isRecent ? row.slowestAt.toISOString() : null,
          slowestTraceId: isRecent ? row.slowestTrace : null,
        };
      })
      .sort((a, b) => b.totalMs - a.totalMs);
  }
}

function figuresOf({ series, outcomes, seconds, amount, p95 }: SeriesTally) {
  const count = outcomes['run'] ?? 0;
  return {
    id: series,
    count,
    totalMs: seconds * MS,
    meanMs: count > 0 ? (seconds * MS) / count : 0,
    p95Ms: p95 === null ? null : p95 * MS,
    rows: amount,
    errors: outcomes['failed'] ?? 0,
  };
}

/** Its texts have parameters in place of most values; commands that it does not parse keep theirs, so they are shaped as ours are. */
function ofServer({ id, text, calls, totalMs, meanMs, maxMs, returned }: ServerStatementRow): SystemStatement {
  const shape = statementShape(text);
  return {
    id: `${id}-${fingerprintOf(shape)}`,
    name: null,
    text: shape,
    count: calls,
    totalMs,
    meanMs,
    p95Ms: null,
    maxMs,
    rows: returned,
    errors: null,
    slowestAt: null,
    slowestTraceId: null,
  };
}

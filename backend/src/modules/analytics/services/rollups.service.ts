import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Metrics, type Reading } from '../../../platform/metrics/metrics.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';
import { AllTenantsRollupRepository, type RollupState } from '../persistence/all-tenants-rollup.repository.js';

/** After it a turn ends, so that others of the queue come in between; the next one goes on. */
const TURN_MS = 20_000;
/** How long one waits for another folder without getting a turn: as long as a statement of its may take. */
const PATIENCE_MS = 15 * 60_000;
const LOOK_EVERY_MS = 200;

/** What a check found. */
export interface RollupCheck {
  readonly tenants: number;
  /** Tenants whose cells differed, and in how many. */
  readonly wrong: readonly { readonly tenantId: string; readonly cells: number }[];
}

/** Keeps the buckets of conversations what their rows say. */
@Injectable()
export class Rollups implements OnModuleInit {
  private readonly logger = new Logger(Rollups.name);
  private reading: Promise<RollupState> | undefined;

  constructor(
    private readonly rollups: AllTenantsRollupRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const gauge = (name: string, help: string, read: (state: RollupState) => Reading): void =>
      this.metrics.gauge(name, help, [], async () => read(await this.sharedState()));
    gauge('orbis_rollup_marks', 'Marks not yet folded into the roll-ups of conversations and visits', ({ marks }) => marks);
    gauge('orbis_rollup_differences', 'Cells that differed from their rows at the latest check', ({ differences }) => differences);
    gauge('orbis_rollup_mended_total', 'Cells that checks found to differ, ever', ({ mendedTotal }) => mendedTotal);
    gauge('orbis_rollup_check_age_seconds', 'Since a check of every tenant was last completed', ({ checkedAt }) =>
      checkedAt === null ? [] : Math.max(0, this.clock.now().getTime() - checkedAt.getTime()) / 1_000,
    );
  }

  /** Gauges are read all at once: one reading is for all of them. */
  private sharedState(): Promise<RollupState> {
    this.reading ??= this.rollups.state().finally(() => (this.reading = undefined));
    return this.reading;
  }

  state(): Promise<RollupState> {
    return this.rollups.state();
  }

  /** Folds what is marked, parts of tenants before whole ones. Returns how many tenants it folded. */
  async fold(): Promise<number> {
    const until = performance.now() + TURN_MS;
    let folded = 0;
    for (;;) {
      const count = ((await this.rollups.foldParts()) ?? 0) + ((await this.rollups.foldWhole()) ?? 0);
      folded += count;
      if (count === 0 || performance.now() > until) return folded;
    }
  }

  /**
   * Makes a tenant anew, or all of them. Returns how many; 0 when there is no such tenant.
   * @throws Error see `finish`
   */
  async rebuild(tenantId: string | null, patienceMs = PATIENCE_MS): Promise<number> {
    const marked = await this.rollups.markWhole(tenantId);
    await this.finish(patienceMs);
    return marked;
  }

  /**
   * Makes every tenant anew that is marked as a whole; while somebody else is folding it waits.
   * @throws Error that says what is left, when the other one gave no turn in all that time
   */
  async finish(patienceMs = PATIENCE_MS): Promise<void> {
    let until = performance.now() + patienceMs;
    for (;;) {
      const made = await this.rollups.foldWhole();
      if (made === 0) return;
      if (made !== null) until = performance.now() + patienceMs;
      else if (performance.now() < until) await sleep(LOOK_EVERY_MS);
      else throw new Error(`Somebody else is folding: ${await this.leftOver()}`);
    }
  }

  private async leftOver(): Promise<string> {
    const { tenantsMarkedWhole: left } = await this.rollups.state();
    return `${left} ${left === 1 ? 'workspace is' : 'workspaces are'} marked and not made anew yet. A worker will, or this command again.`;
  }

  /**
   * Holds every cell of a tenant, or of all, against its rows. What differs is marked, so that the next turn mends it.
   * @throws AggregateError of the tenants that could not be checked, after all the others were; the check is then no completed one
   */
  async check(tenantId: string | null): Promise<RollupCheck> {
    const tenants = await this.rollups.tenantIds(tenantId);
    const wrong: { tenantId: string; cells: number }[] = [];
    let completedAt: Date | null = null;
    try {
      await forEachTenant(tenants, async (id) => {
        const cells = await this.checkOne(id);
        if (cells > 0) wrong.push({ tenantId: id, cells });
      });
      if (tenantId === null) completedAt = this.clock.now();
    } finally {
      await this.rollups.noteCheck(
        completedAt,
        wrong.reduce((sum, { cells }) => sum + cells, 0),
      );
    }
    return { tenants: tenants.length, wrong };
  }

  /** Returns how many of a tenant's cells differed; a log entry names them. */
  private async checkOne(tenantId: string): Promise<number> {
    const { hours, days, quarters, arrivals } = await this.rollups.differences(tenantId);
    const cells = hours + days + quarters + arrivals;
    if (cells === 0) return 0;
    await this.rollups.markWhole(tenantId);
    this.logger.error({ message: 'roll-ups differed from their rows and are made anew', tenantId, hours, days, quarters, arrivals });
    return cells;
  }
}

import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { type ErrorReport, ErrorReports } from '../../../platform/errors/error-reports.js';
import { AllTenantsErrorRepository, type ErrorGroup } from '../persistence/all-tenants-error.repository.js';
import { AllTenantsHistoryRepository } from '../persistence/all-tenants-history.repository.js';
import { errorShape } from './error-shape.js';
import { ThisProcess } from './this-process.js';

/** Errors come in swarms: they are written together, a moment after the first. */
const PAUSE_MS = 3_000;
const MINUTE_MS = 60_000;
/** Shapes that wait to be written; a flood of ever new ones must not fill the memory. */
const MOST_WAITING = 200;
const MOST_TRACES = 8;

/** Groups what fails in this process and writes it down for the error page. The log has every single one. */
@Injectable()
export class ErrorRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ErrorRecorder.name);
  private waiting = new Map<string, ErrorGroup>();
  private timer: NodeJS.Timeout | undefined;
  private stopListening = (): void => undefined;

  constructor(
    private readonly self: ThisProcess,
    private readonly reports: ErrorReports,
    private readonly errors: AllTenantsErrorRepository,
    private readonly history: AllTenantsHistoryRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.stopListening = this.reports.listen((report) => this.take(report));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening();
    clearTimeout(this.timer);
    await this.flush();
  }

  /** Writes what waits. What cannot be written is lost here: it is in the log. */
  async flush(): Promise<void> {
    const groups = [...this.waiting.values()];
    this.waiting = new Map();
    this.timer = undefined;
    if (groups.length === 0) return;
    try {
      await this.errors.note(groups);
      await this.history.add(this.self, minuteOf(this.clock.now()), groups.map(countOf));
    } catch (error) {
      this.logger.warn({ message: 'errors could not be written down', groups: groups.length, err: error });
    }
  }

  private take(report: ErrorReport): void {
    const shape = errorShape(report);
    const known = this.waiting.get(shape.fingerprint);
    if (!known && this.waiting.size >= MOST_WAITING) return;
    const now = this.clock.now();
    this.waiting.set(shape.fingerprint, {
      ...shape,
      origin: report.origin,
      count: (known?.count ?? 0) + 1,
      firstSeenAt: known?.firstSeenAt ?? now,
      lastSeenAt: now,
      places: [...new Set([...(known?.places ?? []), report.place])],
      traces: [...(report.traceId === null ? [] : [report.traceId]), ...(known?.traces ?? [])].slice(0, MOST_TRACES),
    });
    this.timer ??= setTimeout(() => void this.flush(), PAUSE_MS).unref();
  }
}

const minuteOf = (now: Date): Date => new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);

const countOf = ({ fingerprint, origin, count }: ErrorGroup) =>
  ({ metric: 'errors', series: fingerprint, outcome: origin, count, seconds: 0, amount: 0, buckets: null }) as const;

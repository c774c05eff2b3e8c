import { Injectable } from '@nestjs/common';
import { type ErrorOrigin } from '@orbisvoice/shared-dto/values';

/** Something that nobody foresaw, or that a part we need did to us. */
export interface ErrorReport {
  readonly error: unknown;
  /** The code it left with; of a job, how that try ended. */
  readonly code: string;
  readonly origin: ErrorOrigin;
  /** The route or job. */
  readonly place: string;
  readonly traceId: string | null;
}

/** Where failures are told of, besides the log. Whoever listens must not fail and must not wait. */
@Injectable()
export class ErrorReports {
  private readonly listeners = new Set<(report: ErrorReport) => void>();

  /** @returns stops listening */
  listen(listener: (report: ErrorReport) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  report(report: ErrorReport): void {
    for (const listener of this.listeners) listener(report);
  }
}

import { HttpErrorResponse } from '@angular/common/http';
import type { FieldError, Problem } from '@orbisvoice/shared-dto';
import { ERROR_CODES, type ErrorCode } from '@orbisvoice/shared-dto/values';
import { errorSentence, type ErrorParams } from './error-sentences';

/** A refused or failed call, as the API words it (RFC 9457) or, when nothing came back, as `service.unavailable`. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly traceId: string | null;
  readonly params: ErrorParams;

  constructor(problem: Partial<Problem> & Pick<Problem, 'code' | 'status'>) {
    super(problem.code);
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.fields ?? [];
    this.traceId = problem.traceId ?? null;
    this.params = problem.params ?? {};
  }

  /** What a person reads. */
  get sentence(): string {
    return errorSentence(this.code, this.params);
  }

  get isDenied(): boolean {
    return this.status === 403;
  }

  get isMissing(): boolean {
    return this.status === 404 || this.status === 410;
  }

  /** Whatever was thrown by a call, as a problem. */
  static from(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error;
    if (!(error instanceof HttpErrorResponse)) return new ApiProblem({ code: 'service.internal', status: 500 });
    const body: unknown = error.error;
    if (isProblem(body)) return new ApiProblem(body);
    return new ApiProblem({ code: codeOfStatus(error.status), status: error.status });
  }
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('status' in body)) return false;
  return (ERROR_CODES as readonly unknown[]).includes(body.code) && typeof body.status === 'number';
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'access.unauthenticated';
  if (status === 403) return 'access.forbidden';
  if (status === 404) return 'request.not_found';
  if (status === 413) return 'request.too_large';
  if (status === 429) return 'request.rate_limited';
  return status === 0 || status >= 502 ? 'service.unavailable' : 'service.internal';
}

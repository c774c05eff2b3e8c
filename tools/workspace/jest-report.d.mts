// The types of jest-report.mjs, for its spec. Of a report only what is read there.

export interface TestOfReport {
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'pending' | 'todo';
  readonly failureMessages: readonly string[];
}

export interface FileOfReport {
  readonly name: string;
  /** `focused`: passed, with tests left out. */
  readonly status: 'passed' | 'failed' | 'skipped' | 'focused';
  readonly message: string;
  readonly assertionResults: readonly TestOfReport[];
}

export interface JestReport {
  readonly wasInterrupted: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly FileOfReport[];
}

export function countTests(report: JestReport): { passed: number; failed: number; skipped: number };
export function failuresOf(report: Pick<JestReport, 'testResults'>): string[];
export function filesToRepeat(run: { code: number | string; report?: JestReport }): string[];
export function mergeRuns(first: JestReport, second: JestReport | undefined): { report: JestReport; flaky: string[] } | undefined;

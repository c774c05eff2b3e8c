import type { Clock } from '../../../platform/clock/clock.js';
import type { AllTenantsReconciliationRepository, Checked, Finding } from '../persistence/all-tenants-reconciliation.repository.js';

/** The run was taken over by another worker, or ended by somebody: this one stops without a word. */
export class RunTakenOver extends Error {}

/** What a worker has done of a run; every note of it is a sign of life. */
export class ReconciliationProgress {
  private checkedSoFar: Checked = { customers: 0, subscriptions: 0, invoices: 0 };

  constructor(
    private readonly runs: AllTenantsReconciliationRepository,
    private readonly clock: Clock,
    readonly run: { readonly id: string; readonly worker: string },
  ) {}

  /** A page of a list was compared. */
  async checked(kind: keyof Checked, ids: readonly string[]): Promise<void> {
    await this.runs.saw(this.run.id, ids);
    this.checkedSoFar = { ...this.checkedSoFar, [kind]: this.checkedSoFar[kind] + ids.length };
    await this.beat();
  }

  async found(finding: Finding): Promise<void> {
    await this.runs.add(this.run.id, finding);
    await this.beat();
  }

  /** @throws RunTakenOver */
  async beat(): Promise<void> {
    const { id, worker } = this.run;
    if (!(await this.runs.beat(id, worker, { checked: this.checkedSoFar, at: this.clock.now() }))) throw new RunTakenOver();
  }
}

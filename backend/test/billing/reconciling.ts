import { ReconciliationReport, ReconciliationRun } from '@orbisvoice/shared-dto';
import type { TestOwner } from '../harness/app.js';
import type { BillingStage } from './billing-harness.js';

/** Somebody of staff who compares Stripe with ours. */
export class Reconciler {
  constructor(
    private readonly stage: BillingStage,
    private readonly staff: TestOwner,
  ) {}

  /** Starts a run and leaves it to whoever works it. */
  async start(): Promise<ReconciliationRun> {
    const answer = await this.stage.app.request('POST', '/admin/reconciliation', { token: this.staff.token });
    expect(answer.status).toBe(202);
    return ReconciliationRun.parse(answer.body);
  }

  async read(id: string): Promise<ReconciliationReport> {
    const answer = await this.stage.app.request('GET', `/admin/reconciliation/${id}`, { token: this.staff.token });
    expect(answer.status).toBe(200);
    return ReconciliationReport.parse(answer.body);
  }

  /** Starts a run, lets a worker do it, and reads what it found. */
  async reconcile(): Promise<ReconciliationReport> {
    const { id } = await this.start();
    await this.stage.app.settle();
    return this.read(id);
  }
}

import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AdminPlanList,
  ExportRevenue,
  ExportRevenueRows,
  Reconciliation,
  ReconciliationReport,
  ReconciliationRun,
  ReplayResult,
  ReplayResults,
  RevenueQuery,
  RevenueReport,
  RevenueRow,
  RevenueRowQuery,
  StripeEvent,
  StripeEventDetail,
  StripeEventList,
  StripeEventQuery,
} from '@orbisvoice/shared-dto';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

const EVENTS = 'admin/stripe-events';
const RUNS = 'admin/reconciliation';
const REVENUE = 'admin/analytics/revenue';

/** Where the platform's billing is read, and where events are worked once more. */
@Injectable({ providedIn: 'root' })
export class BillingApi {
  private readonly api = inject(ApiClient);

  events(query: Signal<Omit<StripeEventQuery, 'cursor'>>): KeysetList<StripeEvent, StripeEventList> {
    return keysetList<StripeEvent, StripeEventList>(() => ({ path: EVENTS, query: { ...query() } }));
  }

  /** One event with its payload; an empty id asks for nothing yet. */
  event(id: Signal<string>): ApiResource<StripeEventDetail> {
    return apiResource(() => (id() ? { path: `${EVENTS}/${encodeURIComponent(id())}` } : undefined));
  }

  /** Works events once more, or shows what that would change. @throws ApiProblem */
  async replay(ids: readonly string[], mode: 'dry-run' | 'real'): Promise<readonly ReplayResult[]> {
    const isDryRun = mode === 'dry-run';
    const [only, ...others] = ids;
    if (only === undefined) return [];
    if (others.length === 0) return [await this.api.post<ReplayResult>(`${EVENTS}/${encodeURIComponent(only)}/replay`, { isDryRun })];
    return (await this.api.post<ReplayResults>(`${EVENTS}/replay`, { ids, isDryRun })).items;
  }

  /** Runs of the comparison with Stripe, newest first, with the latest report and how the webhooks are doing. */
  reconciliation(page: Signal<{ page: number; pageSize: number } | undefined>): ApiResource<Reconciliation> {
    return apiResource(() => {
      const asked = page();
      return asked && { path: RUNS, query: asked };
    });
  }

  /** One run with what it found; an empty id asks for nothing yet. */
  run(id: Signal<string>): ApiResource<ReconciliationReport> {
    return apiResource(() => (id() ? { path: `${RUNS}/${encodeURIComponent(id())}` } : undefined));
  }

  /** Starts a comparison. @throws ApiProblem `billing.reconciliation_running` while another one runs */
  startRun(): Promise<ReconciliationRun> {
    return this.api.post<ReconciliationRun>(RUNS);
  }

  /** Revenue of some months; without any, of the last twelve. */
  revenue(query: Signal<Partial<RevenueQuery>>): ApiResource<RevenueReport> {
    return apiResource(() => ({ path: REVENUE, query: { ...query() } }));
  }

  /** The whole report, as a file. @throws ApiProblem */
  exportRevenue(body: ExportRevenue): Promise<Blob> {
    return this.api.postForFile(`${REVENUE}/export`, body);
  }

  /** The rows behind a figure. */
  revenueRows(query: Signal<Partial<RevenueRowQuery>>): KeysetList<RevenueRow> {
    return keysetList<RevenueRow>(() => ({ path: `${REVENUE}/rows`, query: { ...query() } }));
  }

  /** All of them, as a file. @throws ApiProblem */
  exportRevenueRows(body: ExportRevenueRows): Promise<Blob> {
    return this.api.postForFile(`${REVENUE}/rows/export`, body);
  }

  plans(): ApiResource<AdminPlanList> {
    return apiResource(() => ({ path: 'admin/plans' }));
  }
}

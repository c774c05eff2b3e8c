import type { AlertRule, SecurityAlert, SecurityAlertDetail, SecurityAlertList, TuneAlertRule } from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { PatternEvaluation } from '../../src/modules/alerts/services/pattern-evaluation.js';
import type { SignalKind } from '../../src/modules/alerts/domain/rules.js';
import { newId } from '../../src/platform/database/ids.js';
import { SignalRecorder } from '../../src/platform/signals/signal-recorder.js';
import type { TestAnswer, TestApp, TestOwner } from '../harness/app.js';

/** A fact as a test writes it down. */
export interface GivenSignal {
  readonly kind: SignalKind;
  readonly subject: string;
  readonly at: Date;
  readonly facet?: string | null;
  readonly tenantId?: string | null;
  readonly details?: Readonly<Record<string, string | null>>;
}

/** Facts, as the processes note them. @returns their ids */
export async function insertSignals(app: TestApp, signals: readonly GivenSignal[]): Promise<string[]> {
  const rows = signals.map(({ facet = null, tenantId = null, details = {}, ...signal }) => ({
    id: newId(),
    facet,
    tenantId,
    details,
    ...signal,
  }));
  await app.owner.query(
    `insert into signals (id, kind, subject, facet, about_tenant_id, at, details)
     select id, kind, subject, facet, "tenantId", at, details from json_to_recordset($1::json)
       as s (id uuid, kind text, subject text, facet text, "tenantId" uuid, at timestamptz, details jsonb)`,
    [JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}

/** What a worker does every half minute, with what this process has in memory written first. */
export async function evaluate(app: TestApp): Promise<void> {
  await app.get(SignalRecorder).flush();
  await app.get(PatternEvaluation).run();
}

/** The console's view of the hits. */
export class AlertStaff {
  constructor(
    private readonly app: TestApp,
    readonly owner: TestOwner,
  ) {}

  request<T>(method: string, path: string, body?: unknown): Promise<TestAnswer<T>> {
    return this.app.request<T>(method, path, { token: this.owner.token, ...(body !== undefined && { body }) });
  }

  async list(query = ''): Promise<SecurityAlert[]> {
    return (await this.request<SecurityAlertList>('GET', `/admin/alerts?pageSize=100${query}`)).body.items;
  }

  async of(rule: AlertRuleKey, subject: string): Promise<SecurityAlert[]> {
    return (await this.list(`&rule=${rule}`)).filter(({ subjectId }) => subjectId === subject);
  }

  async read(id: string): Promise<SecurityAlertDetail> {
    return (await this.request<SecurityAlertDetail>('GET', `/admin/alerts/${id}`)).body;
  }

  act(id: string, action: string, note?: string): Promise<TestAnswer<SecurityAlertDetail & { code?: string }>> {
    return this.request('POST', `/admin/alerts/${id}/actions`, { action, ...(note !== undefined && { note }) });
  }

  tune(key: AlertRuleKey, body: TuneAlertRule): Promise<TestAnswer<AlertRule & { code?: string; fields?: { path: string }[] }>> {
    return this.request('PATCH', `/admin/alert-rules/${key}`, body);
  }
}

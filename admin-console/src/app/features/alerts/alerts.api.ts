import { inject, Injectable, type Signal } from '@angular/core';
import type {
  ActOnAlert,
  AlertDelivery,
  AlertDeliveryList,
  AlertRule,
  AlertRuleList,
  AlertRuleTrial,
  AlertRuleTrialQuery,
  AlertSettings,
  ChangeAlertSettings,
  ChangedAlertSettings,
  SecurityAlert,
  SecurityAlertCounts,
  SecurityAlertDetail,
  SecurityAlertList,
  SecurityAlertQuery,
  TuneAlertRule,
} from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

const ALERTS = 'admin/alerts';
const RULES = 'admin/alert-rules';
const SETTINGS = 'admin/alert-settings';

/** Where alerts are read, and what staff does about them. */
@Injectable({ providedIn: 'root' })
export class AlertsApi {
  private readonly api = inject(ApiClient);

  alerts(query: Signal<Omit<SecurityAlertQuery, 'cursor'>>): KeysetList<SecurityAlert, SecurityAlertList> {
    return keysetList<SecurityAlert, SecurityAlertList>(() => ({ path: ALERTS, query: { ...query() } }));
  }

  counts(): ApiResource<SecurityAlertCounts> {
    return apiResource(() => ({ path: `${ALERTS}/summary` }));
  }

  /** One alert; an empty id asks for nothing yet. */
  alert(id: Signal<string>): ApiResource<SecurityAlertDetail> {
    return apiResource(() => (id() ? { path: `${ALERTS}/${encodeURIComponent(id())}` } : undefined));
  }

  /** @throws ApiProblem `alerts.not_possible` when somebody was faster */
  act(id: string, body: ActOnAlert): Promise<SecurityAlertDetail> {
    return this.api.post<SecurityAlertDetail>(`${ALERTS}/${encodeURIComponent(id)}/actions`, body);
  }

  rules(): ApiResource<AlertRuleList> {
    return apiResource(() => ({ path: RULES }));
  }

  tune(key: AlertRuleKey, body: TuneAlertRule): Promise<AlertRule> {
    return this.api.patch<AlertRule>(`${RULES}/${key}`, body);
  }

  trial(key: AlertRuleKey, query: AlertRuleTrialQuery): Promise<AlertRuleTrial> {
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return this.api.get<AlertRuleTrial>(`${RULES}/${key}/trial?${asked}`);
  }

  settings(): ApiResource<AlertSettings> {
    return apiResource(() => ({ path: SETTINGS }));
  }

  change(body: ChangeAlertSettings): Promise<ChangedAlertSettings> {
    return this.api.patch<ChangedAlertSettings>(SETTINGS, body);
  }

  deliveries(): ApiResource<AlertDeliveryList> {
    return apiResource(() => ({ path: `${SETTINGS}/deliveries` }));
  }

  /** @throws ApiProblem `alerts.webhook_missing` */
  test(): Promise<AlertDelivery> {
    return this.api.post<AlertDelivery>(`${SETTINGS}/test`);
  }
}

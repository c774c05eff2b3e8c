import type {
  AlertDelivery,
  AlertEvidence,
  AlertRule,
  AlertSettings,
  AlertStep,
  SecurityAlert,
  SecurityAlertDetail,
} from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';
export const ALERT_ID = '0195f3c0-0000-7000-8000-000000000d01';
const TENANT_ID = '0195f3c0-0000-7000-8000-000000000100';
const USER_ID = '0195f3c0-0000-7000-8000-000000000200';

export const anAlert = (over: Partial<SecurityAlert> = {}): SecurityAlert => ({
  ...{ id: ALERT_ID, rule: 'failed_logins', severity: 'high', status: 'open', isMuted: false, subjectKind: 'user', subjectId: USER_ID },
  ...{ subjectName: 'Maya Lindqvist', tenantId: TENANT_ID, tenantName: 'Northwind Dental', count: 12, peak: 12, threshold: 10 },
  ...{ windowSeconds: 900, unit: 'events', firstAt: AT, lastAt: AT, openedAt: AT, closedAt: null, openings: 1 },
  ...over,
});

export const anAlertStep = (over: Partial<AlertStep> = {}): AlertStep => ({
  ...{ id: '0195f3c0-0000-7000-8000-000000000d11', at: AT, kind: 'opened', byId: null, byName: null, note: null, told: [] },
  ...over,
});

export const anEvidence = (over: Partial<AlertEvidence> = {}): AlertEvidence => ({
  ...{ id: '0195f3c0-0000-7000-8000-000000000d21', at: AT, auditId: '0195f3c0-0000-7000-8000-000000000d22', action: 'user.login_failed' },
  ...{
    tenantId: TENANT_ID,
    userId: USER_ID,
    targetType: 'user',
    targetId: USER_ID,
    network: '203.0.113.0/24',
    country: 'SE',
    value: null,
    named: null,
  },
  ...over,
});

export const anAlertDetail = (over: Partial<SecurityAlertDetail> = {}): SecurityAlertDetail => ({
  ...anAlert(),
  ...{ evidence: [anEvidence()], steps: [anAlertStep()], actions: ['acknowledge', 'resolve', 'dismiss'] },
  ...over,
});

const PARAMETERS = {
  ...{ threshold: 10, windowSeconds: 900, clearSeconds: null, fromHour: null, toHour: null },
  severity: 'high',
} as const;

export const aRule = (over: Partial<AlertRule> = {}): AlertRule => ({
  ...PARAMETERS,
  ...{ key: 'failed_logins', kind: 'pattern', unit: 'events', isEnabled: true, mutedUntil: null, muteReason: null, mutedBy: null },
  ...{ defaults: PARAMETERS, limits: { thresholdMax: 1_000, windowMax: 86_400 }, isChanged: false, updatedAt: null, updatedBy: null },
  ...{ value: null, valueAt: null, unsettled: 0, needs: null },
  ...over,
});

export const someAlertSettings = (over: Partial<AlertSettings> = {}): AlertSettings => ({
  ...{ emailFrom: 'high', webhookFrom: 'never', digestMinutes: 15, webhookUrl: null, hasWebhookSecret: false, recipients: 3 },
  ...{ updatedAt: null, updatedBy: null },
  ...over,
});

export const aDelivery = (over: Partial<AlertDelivery> = {}): AlertDelivery => ({
  ...{ id: '0195f3c0-0000-7000-8000-000000000d31', alertId: ALERT_ID, channel: 'email', status: 'sent', attempts: 1 },
  ...{ responseStatus: null, error: null, createdAt: AT, triedAt: AT, sentAt: AT },
  ...over,
});

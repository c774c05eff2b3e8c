import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import {
  ALERT_ACTIONS,
  ALERT_CHANNELS,
  ALERT_DELIVERY_STATUSES,
  ALERT_LEVELS,
  ALERT_NEEDS,
  ALERT_RULES,
  ALERT_SEVERITIES,
  ALERT_STATUSES,
  ALERT_STEP_KINDS,
  ALERT_UNITS,
} from '../values/alerts.js';
import { EVENT_NAMES } from '../values/event-names.js';

const AlertSubjectKind = z.enum(['user', 'api_key', 'network', 'gateway', 'system']);

/** A hit of a rule about one subject. It grows while it is unsettled. */
export const SecurityAlert = z
  .object({
    id: z.uuid(),
    rule: z.enum(ALERT_RULES),
    severity: z.enum(ALERT_SEVERITIES),
    status: z.enum(ALERT_STATUSES),
    isMuted: z.boolean().describe('Its rule was muted: it is kept, and nobody was told'),
    subjectKind: AlertSubjectKind,
    subjectId: z.string(),
    subjectName: z.string().nullable().describe('Of a person or a key; null when it is gone, or has no name'),
    tenantId: z.uuid().nullable(),
    tenantName: z.string().nullable(),
    count: z.int().describe('Facts that were counted; readings of a figure'),
    peak: z.number().describe('The highest measure, in `unit`'),
    threshold: z.int().describe('When it opened or last grew'),
    windowSeconds: z.int(),
    unit: z.enum(ALERT_UNITS),
    firstAt: Instant,
    lastAt: Instant,
    openedAt: Instant,
    closedAt: Instant.nullable(),
    openings: z.int(),
  })
  .meta({ id: 'SecurityAlert' });
export type SecurityAlert = z.infer<typeof SecurityAlert>;

export const SecurityAlertList = keysetOf(SecurityAlert, 'SecurityAlertList');
export type SecurityAlertList = z.infer<typeof SecurityAlertList>;

/** Newest fact first. */
export const SecurityAlertQuery = KeysetQuery.extend({
  status: z.enum(ALERT_STATUSES).optional(),
  severity: z.enum(ALERT_SEVERITIES).optional(),
  rule: z.enum(ALERT_RULES).optional(),
  tenantId: z.uuid().optional(),
});
export type SecurityAlertQuery = z.infer<typeof SecurityAlertQuery>;

/** Open hits by severity; muted ones are left out. */
export const SecurityAlertCounts = z
  .object({ open: z.int(), acknowledged: z.int(), urgent: z.int().describe('Open ones of severity high and critical') })
  .meta({ id: 'SecurityAlertCounts' });
export type SecurityAlertCounts = z.infer<typeof SecurityAlertCounts>;

/** One counted fact. */
export const AlertEvidence = z
  .object({
    id: z.uuid(),
    at: Instant,
    auditId: z.uuid().nullable().describe('The entry of the audit log it was taken from'),
    action: z.enum(EVENT_NAMES).nullable(),
    tenantId: z.uuid().nullable(),
    userId: z.uuid().nullable().describe('Whose account was tried'),
    targetType: z.string().nullable(),
    targetId: z.string().nullable(),
    network: z.string().nullable(),
    country: z.string().nullable(),
    value: z.number().nullable().describe('Reading of a figure'),
    named: z.string().nullable().describe('What the figure counted, by name, where that is known: the services that are down'),
  })
  .meta({ id: 'AlertEvidence' });
export type AlertEvidence = z.infer<typeof AlertEvidence>;

export const AlertStep = z
  .object({
    id: z.uuid(),
    at: Instant,
    kind: z.enum(ALERT_STEP_KINDS),
    byId: z.uuid().nullable().describe('null: the rule itself'),
    byName: z.string().nullable(),
    note: z.string().nullable(),
    told: z.array(z.object({ channel: z.enum(ALERT_CHANNELS), status: z.enum(ALERT_DELIVERY_STATUSES) })),
  })
  .meta({ id: 'AlertStep' });
export type AlertStep = z.infer<typeof AlertStep>;

export const SecurityAlertDetail = SecurityAlert.extend({
  evidence: z.array(AlertEvidence).describe('The newest counted facts, newest first'),
  steps: z.array(AlertStep).describe('Oldest first'),
  actions: z.array(z.enum(ALERT_ACTIONS)).describe('What can be done with it now'),
}).meta({ id: 'SecurityAlertDetail' });
export type SecurityAlertDetail = z.infer<typeof SecurityAlertDetail>;

/** Settling a hit needs a note: what it was, or why it was nothing. */
export const ActOnAlert = z
  .strictObject({ action: z.enum(ALERT_ACTIONS), note: z.string().trim().min(3).max(1_000).optional() })
  .refine(({ action, note }) => note !== undefined || action === 'acknowledge', { path: ['note'], message: 'say why' })
  .meta({ id: 'ActOnAlert' });
export type ActOnAlert = z.infer<typeof ActOnAlert>;

const Hour = z.int().min(0).max(23);
const RuleParameters = z.object({
  threshold: z.int(),
  windowSeconds: z.int(),
  clearSeconds: z.int().nullable(),
  fromHour: Hour.nullable(),
  toHour: Hour.nullable(),
  severity: z.enum(ALERT_SEVERITIES),
});

/** A rule as it runs, beside how it was shipped. */
export const AlertRule = RuleParameters.extend({
  key: z.enum(ALERT_RULES),
  kind: z.enum(['pattern', 'figure']),
  unit: z.enum(ALERT_UNITS),
  isEnabled: z.boolean(),
  mutedUntil: Instant.nullable(),
  muteReason: z.string().nullable(),
  mutedBy: z.string().nullable(),
  defaults: RuleParameters,
  limits: z.object({ thresholdMax: z.int(), windowMax: z.int() }),
  isChanged: z.boolean(),
  updatedAt: Instant.nullable(),
  updatedBy: z.string().nullable(),
  value: z.number().nullable().describe('Of a figure: its newest reading'),
  valueAt: Instant.nullable(),
  unsettled: z.int().describe('Hits that are open or acknowledged'),
  needs: z.enum(ALERT_NEEDS).nullable().describe('What is not configured and without which it finds nothing'),
}).meta({ id: 'AlertRule' });
export type AlertRule = z.infer<typeof AlertRule>;

export const AlertRuleList = z.object({ items: z.array(AlertRule) }).meta({ id: 'AlertRuleList' });
export type AlertRuleList = z.infer<typeof AlertRuleList>;

export const AlertRuleParam = z.strictObject({ key: z.enum(ALERT_RULES) });
export type AlertRuleParam = z.infer<typeof AlertRuleParam>;

const Seconds = z.int().min(30).max(31_536_000);
/** What is left out stays; `reset` goes back to what was shipped first. `mute: null` ends a mute. */
export const TuneAlertRule = z
  .strictObject({
    reset: z.literal(true).optional(),
    threshold: z.int().min(1).max(1_000_000).optional(),
    windowSeconds: Seconds.optional(),
    clearSeconds: Seconds.optional(),
    fromHour: Hour.optional(),
    toHour: Hour.optional(),
    severity: z.enum(ALERT_SEVERITIES).optional(),
    isEnabled: z.boolean().optional(),
    mute: z
      .strictObject({ until: Instant, reason: z.string().trim().min(3).max(300) })
      .nullable()
      .optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { message: 'nothing to change' })
  .meta({ id: 'TuneAlertRule' });
export type TuneAlertRule = z.infer<typeof TuneAlertRule>;

/** Parameters to try; those left out are the rule's. */
export const AlertRuleTrialQuery = z.strictObject({
  threshold: z.coerce.number().int().min(1).max(1_000_000).optional(),
  windowSeconds: z.coerce.number().int().min(30).max(31_536_000).optional(),
  fromHour: z.coerce.number().int().min(0).max(23).optional(),
  toHour: z.coerce.number().int().min(0).max(23).optional(),
});
export type AlertRuleTrialQuery = z.infer<typeof AlertRuleTrialQuery>;

/** What a rule would have found. */
export const AlertRuleTrial = z
  .object({
    since: Instant.describe('Seven days ago, or since when facts are kept'),
    facts: z.int(),
    hits: z.int(),
    subjects: z.int(),
  })
  .meta({ id: 'AlertRuleTrial' });
export type AlertRuleTrial = z.infer<typeof AlertRuleTrial>;

export const AlertSettings = z
  .object({
    emailFrom: z.enum(ALERT_LEVELS).describe('From which severity on staff gets a mail'),
    webhookFrom: z.enum(ALERT_LEVELS),
    digestMinutes: z.int().describe('What comes within this time after a mail is told together'),
    webhookUrl: z.string().nullable(),
    hasWebhookSecret: z.boolean(),
    recipients: z.int().describe('Staff that mails go to'),
    updatedAt: Instant.nullable(),
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'AlertSettings' });
export type AlertSettings = z.infer<typeof AlertSettings>;

export const ChangeAlertSettings = z
  .strictObject({
    emailFrom: z.enum(ALERT_LEVELS).optional(),
    webhookFrom: z.enum(ALERT_LEVELS).optional(),
    digestMinutes: z.int().min(1).max(1_440).optional(),
    webhookUrl: z
      .url({ protocol: /^https$/ })
      .max(2_000)
      .nullable()
      .optional(),
    newSecret: z.boolean().optional().describe('true makes a new signing secret; the answer is the only place that shows it'),
  })
  .refine((body) => Object.keys(body).length > 0, { message: 'nothing to change' })
  .meta({ id: 'ChangeAlertSettings' });
export type ChangeAlertSettings = z.infer<typeof ChangeAlertSettings>;

export const ChangedAlertSettings = AlertSettings.extend({
  webhookSecret: z.string().nullable().describe('Only when a new one was made'),
}).meta({ id: 'ChangedAlertSettings' });
export type ChangedAlertSettings = z.infer<typeof ChangedAlertSettings>;

export const AlertDelivery = z
  .object({
    id: z.uuid(),
    alertId: z.uuid().nullable().describe('null: a test'),
    channel: z.enum(ALERT_CHANNELS),
    status: z.enum(ALERT_DELIVERY_STATUSES),
    attempts: z.int(),
    responseStatus: z.int().nullable(),
    error: z.string().nullable(),
    createdAt: Instant,
    triedAt: Instant.nullable(),
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'AlertDelivery' });
export type AlertDelivery = z.infer<typeof AlertDelivery>;

export const AlertDeliveryList = z.object({ items: z.array(AlertDelivery) }).meta({ id: 'AlertDeliveryList' });
export type AlertDeliveryList = z.infer<typeof AlertDeliveryList>;

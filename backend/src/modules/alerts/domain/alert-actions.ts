import { ALERT_SEVERITIES, type AlertAction, type AlertLevel, type AlertSeverity, type AlertStatus } from '@orbisvoice/shared-dto/values';

const NEXT: Readonly<Record<AlertAction, { readonly from: readonly AlertStatus[]; readonly to: AlertStatus }>> = {
  acknowledge: { from: ['open'], to: 'acknowledged' },
  resolve: { from: ['open', 'acknowledged'], to: 'resolved' },
  dismiss: { from: ['open', 'acknowledged'], to: 'false_alarm' },
  reopen: { from: ['resolved', 'false_alarm'], to: 'open' },
};

/** Where an action leads; null when it is not possible from there. */
export const statusAfter = (status: AlertStatus, action: AlertAction): AlertStatus | null =>
  NEXT[action].from.includes(status) ? NEXT[action].to : null;

/** Actions that are possible. */
export const actionsOf = (status: AlertStatus): AlertAction[] =>
  (Object.keys(NEXT) as AlertAction[]).filter((action) => NEXT[action].from.includes(status));

/** Whether somebody who listens from `level` on hears of this severity. */
export const isHeard = (severity: AlertSeverity, level: AlertLevel): boolean =>
  level !== 'never' && ALERT_SEVERITIES.indexOf(severity) >= ALERT_SEVERITIES.indexOf(level);

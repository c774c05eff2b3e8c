import type { SecurityAlert } from '@orbisvoice/shared-dto';
import { ALERT } from './alerts.strings';

/** A page where something can be done about an alert. */
export interface NextStep {
  readonly label: string;
  readonly link: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

/** What to do about an alert: the pages that do it, the nearest first. */
export function nextSteps(alert: Pick<SecurityAlert, 'rule' | 'subjectKind' | 'subjectId' | 'tenantId'>): NextStep[] {
  return [...bySubject(alert), { label: ALERT.steps.tune, link: ['/alerts/rules'], query: { rule: alert.rule } }];
}

function bySubject({ rule, subjectKind, subjectId, tenantId }: Parameters<typeof nextSteps>[0]): NextStep[] {
  const words = ALERT.steps;
  const tenant = (label: string): NextStep[] => (tenantId ? [{ label, link: ['/tenants', tenantId] }] : []);
  switch (subjectKind) {
    case 'user':
      return [
        ...tenant(words.user),
        { label: words.tried, link: ['/audit'], query: { targetId: subjectId } },
        { label: words.entries, link: ['/audit'], query: { actorId: subjectId } },
      ];
    case 'api_key':
      return [...tenant(words.key), { label: words.keyEntries, link: ['/audit'], query: { actorId: subjectId } }];
    case 'network':
      return [{ label: words.network, link: ['/audit'], query: { action: 'user.login_failed' } }];
    case 'gateway':
      return subjectId === 'stripe' ? [{ label: words.webhooks, link: ['/billing'] }] : [{ label: words.mails, link: ['/emails/log'] }];
    case 'system':
      return ofFigure(rule);
  }
}

function ofFigure(rule: SecurityAlert['rule']): NextStep[] {
  if (rule === 'stripe_events') return [{ label: ALERT.steps.webhooks, link: ['/billing'] }];
  if (rule === 'email_failures') return [{ label: ALERT.steps.mails, link: ['/emails/log'], query: { status: 'failed' } }];
  return [{ label: ALERT.steps.system, link: ['/system'] }];
}

import type { SecurityAlert } from '@orbisvoice/shared-dto';
import { FIGURE_RULES, type FigureRule } from '@orbisvoice/shared-dto/values';
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
  const person = ['/users', subjectId];
  switch (subjectKind) {
    case 'user':
      return [
        { label: words.user, link: person },
        { label: words.sessions, link: person, query: { tab: 'sessions' } },
        ...tenant(words.tenant),
        { label: words.tried, link: ['/audit'], query: { targetId: subjectId } },
        { label: words.entries, link: ['/audit'], query: { actorId: subjectId } },
      ];
    case 'api_key':
      return [...tenant(words.key), { label: words.keyEntries, link: ['/audit'], query: { actorId: subjectId, actorKind: 'api_key' } }];
    case 'network':
      return [{ label: words.network, link: ['/audit'], query: { action: 'user.login_failed' } }];
    case 'gateway':
      return subjectId === 'stripe' ? [{ label: words.webhooks, link: ['/billing'] }] : [{ label: words.mails, link: ['/emails/log'] }];
    case 'system':
      return ofFigure(rule);
  }
}

const STEPS_OF_FIGURES: Readonly<Record<FigureRule, readonly NextStep[]>> = {
  queue_waiting: [{ label: ALERT.steps.queues, link: ['/system/queues'] }],
  queue_failed: [{ label: ALERT.steps.queues, link: ['/system/queues'] }],
  event_delay: [
    { label: ALERT.steps.system, link: ['/system'] },
    { label: ALERT.steps.queues, link: ['/system/queues'] },
  ],
  email_failures: [
    { label: ALERT.steps.mails, link: ['/emails/log'], query: { status: 'failed' } },
    { label: ALERT.steps.integrations, link: ['/system/integrations'] },
  ],
  stripe_events: [
    { label: ALERT.steps.webhooks, link: ['/billing'] },
    { label: ALERT.steps.integrations, link: ['/system/integrations'] },
  ],
  revenue_difference: [
    { label: ALERT.steps.difference, link: ['/billing/revenue/rows'], query: { of: 'difference' } },
    { label: ALERT.steps.reconciliation, link: ['/billing/reconciliation'] },
  ],
  services_down: [{ label: ALERT.steps.integrations, link: ['/system/integrations'] }],
  process_silence: [{ label: ALERT.steps.system, link: ['/system'] }],
  database_connections: [{ label: ALERT.steps.system, link: ['/system'] }],
  api_errors: [
    { label: ALERT.steps.errors, link: ['/system/errors'] },
    { label: ALERT.steps.endpoints, link: ['/system/endpoints'] },
  ],
  api_p95: [
    { label: ALERT.steps.endpoints, link: ['/system/endpoints'] },
    { label: ALERT.steps.queries, link: ['/system/queries'] },
  ],
  loop_lag: [
    { label: ALERT.steps.system, link: ['/system'] },
    { label: ALERT.steps.endpoints, link: ['/system/endpoints'] },
  ],
};

/** An alert about the system is always of a figure. */
const ofFigure = (rule: SecurityAlert['rule']): NextStep[] =>
  FIGURE_RULES.filter((key) => key === rule).flatMap((key) => STEPS_OF_FIGURES[key]);

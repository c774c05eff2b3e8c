import { FIGURE_RULES } from '@orbisvoice/shared-dto/values';
import { nextSteps } from './next-steps';

const paths = (alert: Parameters<typeof nextSteps>[0]) =>
  nextSteps(alert).map(({ link, query }) => [link.join('/'), ...Object.entries(query ?? {}).map((pair) => pair.join('='))].join('?'));

describe('what to do about an alert', () => {
  it('leads to the person, the sessions, the tenant and the log', () => {
    const alert = { rule: 'failed_logins', subjectKind: 'user', subjectId: 'u1', tenantId: 't1' } as const;
    expect(paths(alert)).toEqual([
      '/users/u1',
      '/users/u1?tab=sessions',
      '/tenants/t1',
      '/audit?targetId=u1',
      '/audit?actorId=u1',
      '/alerts/rules?rule=failed_logins',
    ]);
  });

  it('leads from a key to what the key did, not a person', () => {
    const alert = { rule: 'api_key_new_country', subjectKind: 'api_key', subjectId: 'k1', tenantId: 't1' } as const;
    expect(paths(alert)).toContain('/audit?actorId=k1?actorKind=api_key');
  });

  it('leads from a figure to the pages that show what makes it', () => {
    const of = (rule: (typeof FIGURE_RULES)[number]) => paths({ rule, subjectKind: 'system', subjectId: rule, tenantId: null });
    expect(of('queue_failed')).toEqual(['/system/queues', '/alerts/rules?rule=queue_failed']);
    expect(of('api_errors')).toEqual(['/system/errors', '/system/endpoints', '/alerts/rules?rule=api_errors']);
    expect(of('api_p95')).toEqual(['/system/endpoints', '/system/queries', '/alerts/rules?rule=api_p95']);
    for (const rule of FIGURE_RULES) expect(of(rule).length).toBeGreaterThan(1);
  });
});

import {
  API_KEY_SCOPES,
  ERROR_CODES,
  EVENT_NAMES,
  monthlyLookupKey,
  PERMISSIONS,
  PLAN_CODES,
  ROLE_PERMISSIONS,
  ROLES,
  VOICES,
} from './index.js';

describe('values', () => {
  it('never repeat an entry', () => {
    for (const list of [ERROR_CODES, EVENT_NAMES, PERMISSIONS, PLAN_CODES, VOICES]) expect(new Set<string>(list).size).toBe(list.length);
  });

  it('give each role what the one below has, and money to the owner alone', () => {
    const [owner, admin, member] = ROLES.map((role) => new Set<string>(ROLE_PERMISSIONS[role]));
    for (const permission of member ?? []) expect(admin).toContain(permission);
    for (const permission of admin ?? []) expect(owner).toContain(permission);
    expect(owner?.size).toBe(PERMISSIONS.length);
    expect(admin).not.toContain('billing.manage');
  });

  it('never let an API key manage people, keys or money', () => {
    for (const scope of API_KEY_SCOPES) expect(scope).not.toMatch(/^(team|api_keys|account)\.|\.manage$|\.delete$/);
  });

  it('derive the lookup key Stripe prices are found by', () => {
    expect(PLAN_CODES.map(monthlyLookupKey)).toEqual(['free_monthly', 'starter_monthly', 'professional_monthly', 'enterprise_monthly']);
  });

  it('write codes as area and reason, names as subject and past fact', () => {
    for (const code of ERROR_CODES.filter((name) => name !== 'usage_limit_reached' && name !== 'stripe_unavailable'))
      expect(code).toMatch(/^[a-z_]+\.[a-z_]+$/);
    for (const name of EVENT_NAMES) expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });
});

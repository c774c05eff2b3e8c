import { OWNER_ALERT_RULES } from '@orbisvoice/shared-dto/values';
import { factText, workspaceAlertWords, type Noticed } from './workspace-alert-words.js';

const noticed: Noticed = { rule: 'failed_logins', who: 'Grace', count: 12, peak: 11, span: '15 minutes', countries: ['Austria', 'Japan'] };

it.each(OWNER_ALERT_RULES)('%s says whom it concerns and what to do, and no word of ours', (rule) => {
  const { title, what, advice } = workspaceAlertWords({ ...noticed, rule });
  expect(what).toContain('Grace');
  expect(title.length).toBeLessThanOrEqual(60);
  expect(advice).toMatch(/\.$/);
  expect(`${title} ${what} ${advice}`).not.toMatch(/threshold|limit|rule|undefined|_/);
});

it('says what was counted', () => {
  expect(workspaceAlertWords(noticed).what).toContain('11 times within 15 minutes');
  expect(workspaceAlertWords({ ...noticed, rule: 'privilege_odd_hours', count: 1 }).what).toContain('keys once');
  expect(workspaceAlertWords({ ...noticed, rule: 'api_key_many_networks' }).what).toContain('11 different networks');
});

it('names countries as far as they are known', () => {
  expect(workspaceAlertWords({ ...noticed, rule: 'impossible_travel' }).what).toContain('from Austria and Japan within');
  expect(workspaceAlertWords({ ...noticed, rule: 'impossible_travel', countries: [] }).what).toContain('from two countries within');
  expect(workspaceAlertWords({ ...noticed, rule: 'api_key_new_country', countries: ['Brazil'] }).what).toContain('from Brazil, where');
});

it('writes a fact by what was done and from where, as far as that is known', () => {
  expect(factText({ action: 'api_key.created', network: null, place: null })).toBe('API key made');
  expect(factText({ action: null, network: '198.51.100.0/24', place: 'Brazil' })).toBe('Network 198.51.100.0/24, Brazil');
  expect(factText({ action: 'agent.created', network: null, place: null })).toBe('Recorded in the audit log');
  expect(factText({ action: null, network: null, place: null })).toBe('Place unknown');
});

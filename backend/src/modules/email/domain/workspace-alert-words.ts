import type { OwnerAlertRule } from '@orbisvoice/shared-dto/values';

/** What was noticed, with everything that is to be said of it in words. */
export interface Noticed {
  readonly rule: OwnerAlertRule;
  /** A person by name, or a key by its own. */
  readonly who: string;
  readonly count: number;
  readonly peak: number;
  /** Such as `15 minutes`. */
  readonly span: string;
  /** Names of countries, oldest first, each once. */
  readonly countries: readonly string[];
}

export interface AlertWords {
  readonly title: string;
  readonly what: string;
  readonly advice: string;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
const listed = (words: readonly string[], otherwise: string): string =>
  words.length < 2 ? (words[0] ?? otherwise) : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const KEY_ADVICE = 'If nobody of yours works from there, somebody may have copied it: renew or revoke it under API keys.';

const WORDS: Readonly<Record<OwnerAlertRule, (noticed: Noticed) => AlertWords>> = {
  failed_logins: ({ who, peak, span }) => ({
    title: 'Many failed log-ins on one account',
    what: `Somebody tried to log in as ${who} and gave a wrong password ${times(peak)} within ${span}.`,
    advice: `Nobody got in with these. Ask ${who} whether it was them; if not, a new password that is used nowhere else is wise.`,
  }),
  api_key_new_country: ({ who, countries }) => ({
    title: 'An API key is used from a new country',
    what: `The API key “${who}” was used from ${listed(countries, 'a country')}, where it had not been used before.`,
    advice: KEY_ADVICE,
  }),
  api_key_many_networks: ({ who, peak, span }) => ({
    title: 'An API key is used from many networks',
    what: `The API key “${who}” was used from ${peak} different networks within ${span}.`,
    advice: KEY_ADVICE,
  }),
  export_burst: ({ who, peak, span }) => ({
    title: 'Many exports of your data',
    what: `${who} exported data ${times(peak)} within ${span}.`,
    advice: `Ask ${who} whether that was meant. If not, end their sessions or revoke the key, and look at what was exported.`,
  }),
  privilege_odd_hours: ({ who, count }) => ({
    title: 'Access was changed at an unusual hour',
    what: `${who} changed roles or API keys ${times(count)} at night, by the clock of your workspace.`,
    advice: `If ${who} did not mean to, take it back under Team or API keys, and let them choose a new password.`,
  }),
  impossible_travel: ({ who, countries }) => ({
    title: 'Two log-ins too far apart',
    what: `${who} logged in from ${listed(countries, 'two countries')} within a time in which nobody can travel that far.`,
    advice: `A VPN looks like this, and so does a stolen password. If ${who} used none, let them choose a new password now.`,
  }),
};

/** What an owner is told, in the words of somebody who runs a workspace: no name of a rule, and no limit of ours. */
export const workspaceAlertWords = (noticed: Noticed): AlertWords => WORDS[noticed.rule](noticed);

/** Facts of the audit log that rules count, as somebody did them. */
const DEEDS: Readonly<Record<string, string>> = {
  'user.login_failed': 'Wrong password',
  'audit.exported': 'Audit log exported',
  'export.created': 'Export ordered',
  'export.downloaded': 'Export downloaded',
  'api_key.created': 'API key made',
  'api_key.rotated': 'API key renewed',
  'team.member_updated': 'Role changed',
  'team.member_invited': 'Administrator invited',
};

/** One counted fact: what was done, else from where. */
export function factText({ action, network, place }: Readonly<Record<'action' | 'network' | 'place', string | null>>): string {
  const deed = action === null ? null : (DEEDS[action] ?? 'Recorded in the audit log');
  const parts = [deed, network === null ? null : `Network ${network}`, place].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : 'Place unknown';
}

import type { Role } from '@orbisvoice/shared-dto/values';

export const ROLE_LABELS: Readonly<Record<Role, string>> = { owner: 'Owner', admin: 'Admin', member: 'Member' };

/** What each role may do, in a sentence. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  owner: 'Everything, including plan and payment.',
  admin: 'Agents, conversations, team and API keys; no payment.',
  member: 'Looks at agents, conversations and figures.',
};

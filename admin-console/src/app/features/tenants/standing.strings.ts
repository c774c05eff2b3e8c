import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { counted } from '../../core/counted';

/** Words of suspending, banning and reinstating a tenant. */
export const STANDING = {
  actions: { suspend: 'Suspend', ban: 'Ban', reinstate: 'Reinstate' } satisfies Record<StandingAction, string>,
  headings: {
    suspend: (name: string) => `Suspend ${name}?`,
    ban: (name: string) => `Ban ${name}?`,
    reinstate: (name: string) => `Reinstate ${name}?`,
  },
  intro: {
    suspend: 'Its people can still log in, read everything and pay. Nothing of theirs runs until you reinstate it.',
    ban: 'Nobody of this tenant gets in any more. Reinstating opens the door again; ended sessions stay ended.',
    reinstate: 'Agents answer again and API keys work as before. People who were signed out log in anew.',
  } satisfies Record<StandingAction, string>,
  checking: 'Counting what this would stop…',
  effects: 'What happens at once',
  agentsStop: (n: number) => `${counted(n, 'agent stops', 'agents stop')} answering`,
  agentsStart: (n: number) => `${counted(n, 'agent answers', 'agents answer')} again`,
  noAgents: 'No agent is active',
  andMore: (n: number) => `and ${formatNumber(n)} more`,
  live: (n: number) => `${counted(n, 'live conversation is', 'live conversations are')} ended`,
  sessionsEnd: (n: number) => `${counted(n, 'session ends', 'sessions end')}: everybody is signed out`,
  sessionsStay: (n: number) => `${counted(n, 'session stays', 'sessions stay')} signed in, for reading and paying`,
  keysRead: (n: number) => `${counted(n, 'API key', 'API keys')} may read, and no longer write`,
  keysDead: (n: number) => `${counted(n, 'API key stops', 'API keys stop')} working`,
  keysWork: (n: number) => `${counted(n, 'API key works', 'API keys work')} again`,
  reportsRest: (n: number) => `${counted(n, 'scheduled report is', 'scheduled reports are')} no longer sent`,
  reportsGo: (n: number) => `${counted(n, 'scheduled report is', 'scheduled reports are')} sent again`,
  exportsFinish: (n: number) => `${counted(n, 'export', 'exports')} in the making ${n === 1 ? 'is' : 'are'} finished, and can be fetched`,
  exportsLost: (n: number) =>
    `${counted(n, 'export', 'exports')} in the making ${n === 1 ? 'is' : 'are'} finished, but nobody can fetch ${n === 1 ? 'it' : 'them'}`,
  subscriptionStays: (plan: string) => `The subscription (${plan}) goes on and is charged as usual`,
  subscriptionEnds: (plan: string, date: string) => `The subscription (${plan}) ends with its paid period on ${date}`,
  mails: 'Who is told by mail',
  noMails: 'Nobody: this tenant has no owner.',
  reason: 'Reason',
  reasonHint: 'The owners read this in the mail and in their portal. It stays in the audit log.',
  typed: (name: string) => `Type “${name}” to confirm`,
  typedWrong: 'This is not the name of the tenant.',
  cancel: 'Cancel',
  protectedNote: 'Staff belong to this tenant, so it cannot be stopped.',
  impossible: 'The tenant is in that standing already. Close this and look again.',
  done: {
    suspend: (name: string) => `${name} is suspended`,
    ban: (name: string) => `${name} is banned`,
    reinstate: (name: string) => `${name} runs again`,
  },
  notice: { suspended: 'Suspended: it may read and pay, not run.', banned: 'Banned: nobody of this tenant gets in.' },
  since: 'Since',
} as const;

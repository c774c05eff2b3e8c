import { LIMITS } from '@orbisvoice/shared-dto/values';

/** What the account page says. */
export const S = {
  heading: 'Account',
  profile: {
    heading: 'Profile',
    name: 'Name',
    email: 'E-mail address',
    role: 'Role',
    workspace: 'Workspace',
    timeZone: 'Time zone',
    save: 'Save name',
    saved: 'Saved.',
  },
  password: {
    heading: 'Password',
    current: 'Current password',
    next: 'New password',
    hint: `At least ${LIMITS.passwordMin} characters. A short sentence works well.`,
    save: 'Change password',
    saved: 'Your password is changed.',
  },
  sessions: {
    heading: 'Where you are logged in',
    columns: { device: 'Device', ip: 'Address', seen: 'Last seen', since: 'Since', actions: 'Actions' },
    current: 'This device',
    unknown: 'Unknown device',
    end: (device: string) => `Log out ${device}`,
    endShort: 'Log out',
    ended: 'That session is ended.',
  },
} as const;

import type { ActivityPart, StaffChangeStatus, UserSeen } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { counted } from '../../core/counted';

/** Words of the list of people. */
export const USERS = {
  nav: { label: 'User pages', people: 'People', staff: 'Staff changes', user: 'User' },
  title: 'Users',
  intro: 'People of every tenant. Search by a part of the name or address, or by id; times are UTC.',
  search: 'Search name, e-mail or id',
  caption: 'People of every tenant',
  columns: { name: 'Name', tenant: 'Tenant', role: 'Role', state: 'State', seen: 'Last seen', created: 'Joined' },
  filters: { role: 'Role', staff: 'Staff', verified: 'E-mail', locked: 'Sign-in', seen: 'Last seen' },
  staffOptions: { yes: 'Staff only', no: 'Without staff' },
  verifiedOptions: { yes: 'Verified', no: 'Not verified' },
  lockedOptions: { yes: 'Braked now', no: 'Not braked' },
  staff: 'Staff',
  unverified: 'Not verified',
  locked: 'Braked',
  never: 'Never',
  empty: 'Nobody has signed up yet',
  emptyText: 'People appear here as soon as somebody opens an account.',
  emptyFiltered: 'Nobody matches these filters',
  emptyFilteredText: 'Shorten the search or clear a filter.',
} as const;

export const SEEN_NAMES: Readonly<Record<UserSeen, string>> = {
  day: 'Within a day',
  week: 'Within 7 days',
  month: 'Within 30 days',
  older: 'Longer ago',
  never: 'Never',
};

export const PART_NAMES: Readonly<Record<ActivityPart, string>> = {
  all: 'Everything',
  done: 'What they did',
  received: 'What was done to them',
  sign_ins: 'Sign-ins',
};

export const CHANGE_NAMES: Readonly<Record<StaffChangeStatus, string>> = {
  pending: 'Waits for a second person',
  confirmed: 'Confirmed',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  fallen: 'Fallen with its proposer',
};

export const CHANGE_TONES: Readonly<Record<StaffChangeStatus, Tone>> = {
  pending: 'warning',
  confirmed: 'success',
  withdrawn: 'neutral',
  expired: 'neutral',
  fallen: 'neutral',
};

/** Words of one person's page. */
export const USER = {
  loading: 'User',
  back: 'Users',
  all: 'All users',
  notFound: 'There is no such user',
  notFoundText: 'The account may have been removed since this link was made.',
  tabs: { label: 'Parts of this page', profile: 'Profile', sessions: 'Sessions', activity: 'Activity', access: 'Staff rights' },
  you: 'You',
  profile: 'Profile',
  id: 'User id',
  email: 'E-mail',
  verifiedAt: 'Verified',
  notVerified: 'Not yet: the address is unproved',
  tenant: 'Tenant',
  role: 'Role',
  created: 'Joined',
  changed: 'Changed',
  seen: 'Last seen',
  wayIn: 'Way in',
  signIns: 'Sign-ins, last 30 days',
  signInCount: (succeeded: number, failed: number) =>
    `${counted(succeeded, 'success', 'successes')}, ${counted(failed, 'failure', 'failures')}`,
  brakes: 'Brakes on sign-in',
  noBrakes: 'None',
  brake: (failures: number, isKnown: boolean) =>
    `${counted(failures, 'failure', 'failures')} in a row from ${isKnown ? 'a known device' : 'unknown devices'}`,
  holding: 'holds until',
  resting: 'holds no more; last try',
  links: 'Links that are out',
  noLinks: 'None',
  linkNames: { verify_email: 'Verification of the address', reset_password: 'New password' },
  until: 'works until',
  devices: 'Known devices',
  noDevices: 'None yet',
  deviceCount: (n: number, last: string) => `${counted(n, 'device', 'devices')}, the last one used ${last}`,
  devicesNote: 'Kept as keyed hashes: what and where they are, nobody can read.',
  sessions: 'Where they are signed in',
  sessionsCaption: 'Open sessions, the last used first',
  noSessions: 'Signed in nowhere',
  noSessionsText: 'When they log in, the session appears here and can be ended.',
  sessionColumns: { device: 'Device', ip: 'Address', used: 'Last used', opened: 'Opened', expires: 'Ends at the latest', act: 'Actions' },
  clients: { portal: 'Portal', console: 'Staff console' } as Readonly<Record<string, string>>,
  unknownDevice: 'Unknown device',
  end: 'End',
  endOf: (device: string, at: string) => `End the session of ${device}, last used ${at}`,
  endAll: 'End all sessions',
  activity: 'Activity',
  activityNote: 'What they did, also as somebody else, and what was done to them. Newest first; reading it is on record.',
  parts: 'Part of the activity',
  action: 'Action',
  caption: 'Activity of this person, newest first',
  empty: 'Nothing is on record',
  emptyText: 'Entries appear as soon as this person does something.',
  emptyFiltered: 'No entry matches these filters',
  emptyFilteredText: 'Widen the span of days or clear a filter.',
  access: 'Staff rights',
  isStaff: 'Belongs to the staff of OrbisVoice and may use this console.',
  isNotStaff: 'Does not belong to staff.',
  rule: 'One of staff proposes, another one confirms within a day. Nobody decides about themself, and the last one stays.',
  selfRule: 'These are your own rights: colleagues decide about them.',
  unfitRule: 'Only somebody with a verified address, in a workspace that is active, can become staff.',
  alone: 'Is nobody there to confirm? Then “npm run staff:grant” on the machine, which is on record and told to all staff.',
} as const;

const HINT = 'Stays in the audit log, and with it in sight of the workspace.';
const DEED = { reason: 'Reason', hint: HINT, minLength: 10 } as const;

/** What is asked before a deed. */
export const DEEDS = {
  reset: {
    ...DEED,
    label: 'Send password reset',
    heading: 'Send a password reset?',
    text: 'A mail with a link to choose a new password goes to the address of this person. Nobody else sees the link; the old password works until then.',
    confirm: 'Send the mail',
    done: 'The mail is on its way',
  },
  verification: {
    ...DEED,
    label: 'Send verification again',
    heading: 'Send the verification mail again?',
    text: 'A new link goes to the address of this person. Links of earlier mails stop working.',
    confirm: 'Send the mail',
    done: 'The mail is on its way',
  },
  unlock: {
    ...DEED,
    label: 'Lift the brakes',
    heading: 'Lift the brakes on sign-in?',
    text: 'Guesses at this account need not wait any more. Lift them only for somebody you have reason to believe.',
    confirm: 'Lift the brakes',
    done: 'The brakes are lifted',
  },
  endOne: {
    ...DEED,
    heading: 'End this session?',
    text: 'Whoever uses it is signed out at once. The password stays as it is.',
    confirm: 'End the session',
    isDangerous: true,
    done: 'The session has ended',
  },
  endAll: {
    ...DEED,
    heading: 'End all sessions?',
    text: 'This person is signed out everywhere at once. The password stays as it is.',
    confirm: 'End all sessions',
    isDangerous: true,
    done: 'All sessions have ended',
  },
} as const;

/** Words of changes of who is staff. */
export const STAFF = {
  title: 'Staff changes',
  intro: 'Who was proposed to become staff, or staff no more. One of staff proposes, another one confirms within a day.',
  tabs: 'Changes by state',
  all: 'All',
  caption: 'Changes of who is staff, newest first',
  empty: 'No change of staff was proposed yet',
  emptyText: 'Propose one on the page of a user, under “Staff rights”.',
  emptyFiltered: 'No change is in this state',
  emptyFilteredText: 'Look at all of them.',
  grantTitle: (name: string) => `Make ${name} staff`,
  revokeTitle: (name: string) => `Take staff rights from ${name}`,
  grant: 'Propose as staff',
  revoke: 'Propose to take staff rights',
  confirm: 'Confirm',
  confirmOf: (what: string) => `Confirm: ${what}`,
  withdraw: 'Withdraw',
  withdrawOf: (what: string) => `Withdraw: ${what}`,
  proposedBy: 'Proposed by',
  expires: 'runs out',
  decidedBy: 'by',
  note: 'Why',
  refusals: {
    own: 'This is about you: colleagues decide.',
    proposer: 'You proposed it: somebody else has to confirm.',
    closed: '',
  },
  proposed: (name: string) => `Proposed for ${name}. A colleague has to confirm it.`,
  undone: 'The proposal is taken back',
  undoReason: 'Undone by the proposer at once.',
  confirmed: { grant: (name: string) => `${name} belongs to staff now`, revoke: (name: string) => `${name} is staff no more` },
  withdrawn: 'The change is withdrawn',
  confirmHeading: (what: string) => `${what}?`,
  confirmGrant: 'They may read and change everything that this console shows. All of staff are told by mail.',
  confirmRevoke: 'They are signed out everywhere at once. They and all of staff are told by mail.',
  cancel: 'Cancel',
} as const;

export const PROPOSALS = {
  grant: {
    ...DEED,
    heading: 'Propose as staff?',
    text: 'Nothing changes until a second staff member confirms it, within a day.',
    confirm: 'Propose',
    hint: 'Your colleagues read this before they confirm. All of staff read it in the mail.',
  },
  revoke: {
    ...DEED,
    heading: 'Propose to take staff rights?',
    text: 'Nothing changes until a second staff member confirms it, within a day. Then this person is signed out everywhere.',
    confirm: 'Propose',
    isDangerous: true,
    hint: 'Your colleagues read this before they confirm. The person and all of staff read it in the mail.',
  },
  withdraw: { ...DEED, heading: 'Withdraw this change?', text: 'It can be proposed anew at any time.', confirm: 'Withdraw', hint: HINT },
} as const;

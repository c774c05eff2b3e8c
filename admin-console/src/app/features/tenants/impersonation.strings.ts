/** Words of acting as a person of a tenant. */
export const IMPERSONATION = {
  action: 'Act as',
  actionOf: (name: string) => `Act as ${name}`,
  column: 'Actions',
  heading: (name: string) => `Act as ${name}?`,
  intro:
    'You see the portal as this person does, for half an hour at most. Every owner of the tenant is told by mail, with your name and reason.',
  mode: 'What you may do',
  read: 'Look only',
  readHint: 'Nothing can be changed.',
  write: 'Look and change',
  writeHint: 'Agents and conversations. Payment, keys, people, passwords and deletion stay closed.',
  reason: 'Reason',
  reasonHint: 'The owners read it. It stays in the audit log.',
  cancel: 'Cancel',
  start: 'Continue',
  ready: (name: string) => `The portal is ready for you as ${name}.`,
  readyHint: 'The button opens a new tab, once, within a minute. The session there ends when you press End, log out of this console, or',
  open: 'Open the portal',
  expired: 'The minute is over. Close this and start again.',
  opened: 'It is open in the other tab.',
  done: 'Close',
} as const;

/** What the team page says. */
export const S = {
  heading: 'Team',
  invite: 'Invite',
  members: 'Members',
  columns: { name: 'Name', email: 'E-mail', role: 'Role', seen: 'Last seen', joined: 'Joined', actions: 'Actions' },
  you: 'you',
  roleOf: (name: string) => `Role of ${name}`,
  roleChanged: (name: string, role: string) => `${name} is now ${role}.`,
  never: 'Never',
  unverified: 'Address not confirmed',
  remove: {
    action: (name: string) => `Remove ${name}`,
    heading: (name: string) => `Remove ${name}?`,
    text: 'They lose access at once, on every device. What they made stays.',
    confirm: 'Remove from team',
    done: (name: string) => `${name} is removed.`,
  },
  invitations: {
    heading: 'Open invitations',
    columns: { email: 'E-mail', role: 'Role', expires: 'Expires', actions: 'Actions' },
    empty: 'No open invitations.',
    withdraw: (email: string) => `Withdraw the invitation of ${email}`,
    withdrawn: (email: string) => `The invitation of ${email} is withdrawn.`,
  },
  form: {
    heading: 'Invite somebody',
    email: 'E-mail address',
    role: 'Role',
    send: 'Send invitation',
    sent: (email: string) => `An invitation is on its way to ${email}.`,
  },
} as const;

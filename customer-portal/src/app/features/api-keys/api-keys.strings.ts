import { LIMITS, type ApiKeyScope } from '@orbisvoice/shared-dto/values';

/** What the page of API keys says. */
export const S = {
  heading: 'API keys',
  text: 'For your own servers. A key acts for this workspace with the permissions you give it.',
  newKey: 'New key',
  docs: 'API documentation',
  columns: { name: 'Name', key: 'Key', scopes: 'Permissions', used: 'Last used', expires: 'Expires', actions: 'Actions' },
  never: 'Never',
  revoked: 'Revoked',
  expired: 'Expired',
  empty: { heading: 'No API keys yet', text: 'Create one to record conversations or read figures from your own software.' },
  form: {
    heading: 'New API key',
    name: 'Name',
    nameHint: 'Where it is used, for instance “Booking server”.',
    scopes: 'Permissions',
    scopesMissing: 'Choose at least one permission.',
    expires: 'Expires',
    expiries: { never: 'Never', '30': 'In 30 days', '90': 'In 90 days', '365': 'In a year' },
    create: 'Create key',
    nameMax: LIMITS.nameMax,
  },
  issued: {
    heading: 'Copy your key now',
    text: 'It is shown this once. We keep only a hash of it; nobody can show it again.',
    what: 'API key',
    done: 'I have stored it',
  },
  rotate: {
    action: (name: string) => `Rotate ${name}`,
    heading: (name: string) => `Rotate ${name}?`,
    text: 'A new secret takes the place of the old one, with the same permissions.',
    consequences: ['The old secret stops working at once.'],
    confirm: 'Rotate key',
  },
  revoke: {
    action: (name: string) => `Revoke ${name}`,
    heading: (name: string) => `Revoke ${name}?`,
    text: 'This cannot be undone.',
    consequences: ['Whatever uses this key is refused from now on.'],
    confirm: 'Revoke key',
    done: (name: string) => `${name} is revoked.`,
  },
} as const;

export const SCOPE_LABELS: Readonly<Record<ApiKeyScope, string>> = {
  'agents.read': 'Read agents',
  'conversations.read': 'Read conversations',
  'conversations.write': 'Record conversations',
  'stats.read': 'Read statistics',
  'exports.read': 'Read and download exports',
  'exports.write': 'Create exports',
  'billing.read': 'Read plan and usage',
  'usage.write': 'Report usage',
};

import { holdCondition } from '../../../referrals/index.js';
import { column, HELD_SINCE, type DatasetTable } from '../dataset-columns.js';

const MEMBERS: DatasetTable = {
  table: 'users',
  columns: [
    column('id', 'id', 'u.id'),
    column('name', 'text', 'u.name'),
    column('email', 'text', 'u.email'),
    column('role', 'word', 'u.role'),
    column('emailVerifiedAt', 'instant', 'u.email_verified_at'),
    column('lastSeenAt', 'instant', 'u.last_seen_at'),
    column('createdAt', 'instant', 'u.created_at'),
  ],
  from: 'users u',
  orderBy: 'u.created_at, u.id',
  tenant: 'u.tenant_id',
  filters: {},
};

const INVITATIONS: DatasetTable = {
  table: 'team_invitations',
  columns: [
    column('id', 'id', 'v.id'),
    column('email', 'text', 'v.email'),
    column('role', 'word', 'v.role'),
    column('invitedBy', 'id', 'v.invited_by'),
    column('createdAt', 'instant', 'v.created_at'),
    column('expiresAt', 'instant', 'v.expires_at'),
    column('acceptedAt', 'instant', 'v.accepted_at'),
    column('revokedAt', 'instant', 'v.revoked_at'),
  ],
  from: 'team_invitations v',
  orderBy: 'v.created_at, v.id',
  tenant: 'v.tenant_id',
  filters: { range: 'v.created_at' },
};

const API_KEYS: DatasetTable = {
  table: 'api_keys',
  columns: [
    column('id', 'id', 'k.id'),
    column('name', 'text', 'k.name'),
    column('prefix', 'id', 'k.prefix'),
    column('scopes', 'structure', 'k.scopes'),
    column('createdBy', 'id', 'k.created_by'),
    column('createdAt', 'instant', 'k.created_at'),
    column('lastUsedAt', 'instant', 'k.last_used_at'),
    column('expiresAt', 'instant', 'k.expires_at'),
    column('revokedAt', 'instant', 'k.revoked_at'),
  ],
  from: 'api_keys k',
  orderBy: 'k.created_at, k.id',
  tenant: 'k.tenant_id',
  filters: {},
};

const REFERRALS: DatasetTable = {
  table: 'referrals',
  columns: [
    column('id', 'id', 'r.id'),
    column('code', 'text', 'r.code'),
    column('channel', 'word', 'r.channel'),
    column('status', 'word', 'r.status'),
    column('signedUpAt', 'instant', 'r.signed_up_at'),
    column('convertedAt', 'instant', 'r.converted_at'),
  ],
  from: 'referrals r',
  orderBy: 'r.signed_up_at, r.id',
  tenant: 'r.tenant_id',
  filters: { range: 'r.signed_up_at', channel: 'r.channel', status: 'r.status' },
  asks: { hold: ({ hold }) => (hold === undefined ? null : holdCondition(hold, HELD_SINCE)) },
};

const REFERRAL_VISITS: DatasetTable = {
  table: 'referral_visits',
  columns: [column('visitedAt', 'instant', 'v.visited_at'), column('channel', 'word', 'v.channel')],
  from: 'referral_visits v',
  orderBy: 'v.visited_at, v.visitor',
  tenant: 'v.tenant_id',
  filters: { range: 'v.visited_at', channel: 'v.channel' },
};

/** People, their keys, whom they referred. */
export const WORKSPACE_TABLES = {
  members: MEMBERS,
  invitations: INVITATIONS,
  api_keys: API_KEYS,
  referrals: REFERRALS,
  referral_visits: REFERRAL_VISITS,
} as const satisfies Readonly<Record<string, DatasetTable>>;

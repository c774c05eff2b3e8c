import { API_KEY_SCOPES, type Role, VOICES } from '@orbisvoice/shared-dto/values';
import { createHash } from 'node:crypto';
import { auditRow } from './audit-rows.js';
import { BUSINESSES } from './businesses.js';
import { type Random } from './random.js';
import { type Story } from './stories.js';
import { type RowWriter } from './writer.js';

const HOUR = 3_600_000;
const COLLEAGUES = ['Alex Morgan', 'Sam Rivera', 'Kim Nguyen', 'Robin Keller', 'Taylor Quinn', 'Jamie Fox', 'Dana Petrov', 'Chris Obi'];

/** A tenant's people and agents, for rows that point to them. */
export interface Account {
  readonly ownerId: string;
  readonly agentIds: readonly string[];
}

export interface AccountFrame {
  readonly random: Random;
  readonly passwordHash: string;
  readonly now: Date;
}

/** Writes people, agents and keys of a tenant, with the audit lines that made them. */
export function addAccount(writer: RowWriter, story: Story, frame: AccountFrame): Account {
  const ownerId = addPeople(writer, story, frame);
  const agentIds = addAgents(writer, story, { ...frame, ownerId });
  if (story.acts.length > 0) addKey(writer, story, { ...frame, ownerId });
  return { ownerId, agentIds };
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

function addPeople(writer: RowWriter, story: Story, { random, passwordHash, now }: AccountFrame): string {
  const ownerId = random.id(story.signedUpAt);
  const verifiedAt = new Date(story.signedUpAt.getTime() + random.whole(1, 20) * 60_000);
  const owner = [ownerId, story.ownerName] as const;
  const person = (who: Person, at: Date): Record<string, unknown> => ({
    ...who,
    tenant_id: story.tenantId,
    password_hash: passwordHash,
    is_admin: false,
    email_verified_at: at,
    last_seen_at: new Date(now.getTime() - random.whole(1, 90) * HOUR),
    created_at: at,
    updated_at: at,
  });
  writer.add('users', {
    ...person({ id: ownerId, name: story.ownerName, email: story.ownerEmail, role: 'owner' }, story.signedUpAt),
    email_verified_at: verifiedAt,
  });
  writer.add(
    'audit_entries',
    auditRow(story, story.signedUpAt, random, { action: 'user.signed_up', target: ['user', ownerId], actor: owner }),
  );
  writer.add(
    'audit_entries',
    auditRow(story, verifiedAt, random, { action: 'user.email_verified', target: ['user', ownerId], actor: owner }),
  );
  for (let index = 0; index < (story.acts.length > 0 ? random.whole(0, 3) : random.whole(0, 1)); index++) {
    const name = COLLEAGUES[(random.whole(0, 7) + index) % COLLEAGUES.length] ?? 'Alex Morgan';
    const at = new Date(story.signedUpAt.getTime() + random.whole(24, 400) * HOUR);
    if (at > now) continue;
    const id = random.id(at);
    const role = index === 0 ? 'admin' : 'member';
    const email = `${name.toLowerCase().replace(' ', '.')}.${index}@${story.slug}.example`;
    writer.add('users', person({ id, name, email, role }, at));
    const changes = { email: { before: null, after: email }, role: { before: null, after: role } };
    writer.add(
      'audit_entries',
      auditRow(story, at, random, { action: 'team.member_joined', target: ['user', id], actor: [id, name], changes }),
    );
  }
  return ownerId;
}

type Made = AccountFrame & { readonly ownerId: string };

function addAgents(writer: RowWriter, story: Story, { random, now, ownerId }: Made): string[] {
  const business = BUSINESSES[story.kind];
  const count = story.acts.length === 0 ? 1 : random.whole(1, 3);
  const names = [business.agentName, 'After hours', 'Campaign line'].slice(0, count);
  return names.map((name, index) => {
    const at = new Date(Math.min(story.signedUpAt.getTime() + (1 + index * 500) * HOUR * 0.5, now.getTime() - HOUR));
    const id = random.id(at);
    writer.add('agents', {
      id,
      tenant_id: story.tenantId,
      name,
      system_prompt: business.systemPrompt,
      voice_id: random.pick(VOICES),
      greeting: business.greeting,
      tools: business.tools,
      is_active: index < 2,
      public_key: `pk_${createHash('sha256').update(id).digest('base64url').slice(0, 32)}`,
      allowed_origins: [`https://www.${story.slug}.example`],
      widget: {
        position: random.isHit(0.8) ? 'bottom-right' : 'bottom-left',
        colour: random.pick(['#0B1B3B', '#0F766E', '#7C2D12', '#3730A3']),
        isOpen: false,
      },
      created_at: at,
      updated_at: at,
    });
    const changes = { name: { before: null, after: name } };
    const actor = [ownerId, story.ownerName] as const;
    writer.add('audit_entries', auditRow(story, at, random, { action: 'agent.created', target: ['agent', id], actor, changes }));
    return id;
  });
}

/** A key whose secret nobody knows: the row of an integration somebody else holds. */
function addKey(writer: RowWriter, story: Story, { random, now, ownerId }: Made): void {
  const at = new Date(story.signedUpAt.getTime() + random.whole(30, 300) * HOUR);
  if (at > now) return;
  const id = random.id(at);
  const name = random.pick(['Website backend', 'CRM sync', 'Phone bridge']);
  writer.add('api_keys', {
    id,
    tenant_id: story.tenantId,
    name,
    prefix: `ov_live_${random.code(4)}`,
    hash: `\\x${createHash('sha256').update(`demo key ${id}`).digest('hex')}`,
    scopes: API_KEY_SCOPES.filter((scope) => scope.startsWith('conversations') || scope === 'usage.write'),
    created_by: ownerId,
    created_at: at,
    last_used_at: new Date(now.getTime() - random.whole(1, 50) * 60_000),
  });
  const actor = [ownerId, story.ownerName] as const;
  const changes = { name: { before: null, after: name } };
  writer.add('audit_entries', auditRow(story, at, random, { action: 'api_key.created', target: ['api_key', id], actor, changes }));
}

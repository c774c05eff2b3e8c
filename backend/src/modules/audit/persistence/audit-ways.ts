import type { ActivityPart, EventName } from '@orbisvoice/shared-dto/values';

/** Whose activity, and which part of it. */
export interface AboutPerson {
  readonly userId: string;
  readonly part: ActivityPart;
}

interface Asked {
  readonly actorId?: string | undefined;
  readonly about?: AboutPerson | undefined;
}

/** How people come in and leave. */
const SIGN_INS: readonly EventName[] = [
  'user.login_succeeded',
  'user.login_failed',
  'user.new_sign_in',
  'user.logged_out',
  'user.session_revoked',
  'admin.sessions_revoked',
  'admin.sign_in_unlocked',
  'security.alert',
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The ways to the entries of somebody, each along an index of its own: what they did, what they did as somebody else, what was done to them.
 * Staff who act as a person stand behind that person's entries and are found there too. An entry of several ways is one entry.
 */
export function waysTo({ actorId, about }: Asked, parameter: (value: unknown) => string): readonly string[] {
  if (about !== undefined) return waysAbout(about, parameter);
  if (actorId === undefined) return [];
  const id = parameter(actorId);
  return UUID.test(actorId) ? [`a.actor_id = ${id}::text`, `a.impersonator_id = ${id}::text::uuid`] : [`a.actor_id = ${id}`];
}

function waysAbout({ userId, part }: AboutPerson, parameter: (value: unknown) => string): readonly string[] {
  const id = parameter(userId);
  const [did, actedAs, suffered] = [`a.actor_id = ${id}::text`, `a.impersonator_id = ${id}::text::uuid`, `a.target_id = ${id}::text`];
  switch (part) {
    case 'all':
      return [did, actedAs, suffered];
    case 'done':
      return [did, actedAs];
    case 'received':
      return [`${suffered} and a.actor_id is distinct from ${id}::text`];
    case 'sign_ins': {
      const actions = `a.action = any(${parameter(SIGN_INS)}::text[])`;
      return [`${did} and ${actions}`, `${suffered} and ${actions}`];
    }
  }
}

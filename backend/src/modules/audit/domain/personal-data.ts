import type { Json } from './canonical-json.js';

/** An entry as somebody records it, before anything is sealed. */
export interface PlainEntry {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly impersonatorId: string | null;
  readonly targetType: string;
  readonly targetId: string | null;
  readonly changes: { readonly [field: string]: Json };
  readonly ip: string | null;
  readonly traceId: string | null;
}

/** What is sealed of an actor. */
export interface ActorFacts {
  readonly name: string | null;
  readonly ip: string | null;
}

/** A text of `changes` that says something about a person: its ciphertext, and whose key opens it. */
export interface SealedValue {
  readonly sealed: string;
  readonly subject: string;
}

/** Whose key seals what belongs to nobody in particular. It goes when the tenant goes. */
export const TENANT_SUBJECT = 'tenant';
export const userSubject = (userId: string): string => `user:${userId}`;

/** Linear on any text: a run between two `@` is looked at once. */
const HAS_ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/;
/** Whose it is, without what a sentence puts around it: erasing a person looks for the address itself. */
const ADDRESS = /[^\s@<>()[\]"',;:][^\s@<>()[\]",;:]{0,63}@[\p{L}\p{N}.-]{0,254}[\p{L}\p{N}]/u;
/** Fields of a user that are personal whatever they hold. */
const PERSONAL_FIELDS: ReadonlySet<string> = new Set(['name', 'email']);

/** Whose data an actor's name and address are: the person's; at the log-in form the account's that was tried. */
export function actorSubject({ actorKind, actorId, targetType, targetId }: PlainEntry): string {
  if ((actorKind === 'user' || actorKind === 'staff') && actorId !== null) return userSubject(actorId);
  return actorKind === 'anonymous' && targetType === 'user' && targetId !== null ? userSubject(targetId) : TENANT_SUBJECT;
}

/** The names of machines and keys are no personal data, and stay readable. */
export const isPersonalName = ({ actorKind }: PlainEntry): boolean => actorKind !== 'system' && actorKind !== 'api_key';

/** Seals one text; `address` is the mail address that makes it personal, null when the field does. */
export type SealValue = (text: string, whose: { readonly userId: string | null; readonly address: string | null }) => Json;

/** `changes` with every personal text replaced. */
export function withSealedValues({ changes, targetType, targetId }: PlainEntry, seal: SealValue): { readonly [field: string]: Json } {
  const userId = targetType === 'user' ? targetId : null;
  const replaced = (value: Json, isPersonal: boolean): Json => {
    if (typeof value === 'string') {
      if (!isPersonal && !HAS_ADDRESS.test(value)) return value;
      return seal(value, { userId, address: ADDRESS.exec(value)?.[0].toLowerCase() ?? null });
    }
    return mapped(value, (child) => replaced(child, isPersonal));
  };
  return Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [field, replaced(value, userId !== null && PERSONAL_FIELDS.has(field))]),
  );
}

/** `changes` with every sealed value replaced by what `open` makes of it. */
export function withOpenedValues(value: Json, open: (value: SealedValue) => Json): Json {
  return isSealedValue(value) ? open(value) : mapped(value, (child) => withOpenedValues(child, open));
}

/** Whose keys the sealed values of `changes` need. */
export function subjectsIn(value: Json): string[] {
  const found: string[] = [];
  withOpenedValues(value, ({ subject }) => {
    found.push(subject);
    return null;
  });
  return found;
}

function mapped(value: Json, change: (child: Json) => Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Array) return value.map(change);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(child)]));
}

function isSealedValue(value: Json): value is Json & SealedValue {
  if (typeof value !== 'object' || value === null || value instanceof Array) return false;
  const { sealed, subject, ...rest } = value;
  return typeof sealed === 'string' && typeof subject === 'string' && Object.keys(rest).length === 0;
}

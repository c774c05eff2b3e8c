import { randomBytes } from 'node:crypto';
import type { KeyRing } from '../../../platform/crypto/key-ring.js';
import { KEY_BYTES, openText, sealText } from '../../../platform/crypto/sealed-text.js';
import { type KeptEntry, exactInstant } from '../domain/canonical-entry.js';
import { canonicalJson, type Json } from '../domain/canonical-json.js';
import {
  type ActorFacts,
  actorSubject,
  isPersonalName,
  type PlainEntry,
  TENANT_SUBJECT,
  userSubject,
  withOpenedValues,
  withSealedValues,
} from '../domain/personal-data.js';

const KEY_PURPOSE = 'audit subject';
const ADDRESS_PURPOSE = 'audit address';
/** What stands where a text stood whose key is gone. */
export const ERASED = '[erased]';

/** An entry as it is kept, but for its place in the chain. */
export type SealedEntry = Omit<KeptEntry, 'seq' | 'tenantId'>;

/** Keys of subjects, by their names. */
export type SubjectKeys = ReadonlyMap<string, Buffer>;

export const newSubjectKey = (keys: KeyRing): string => keys.seal(KEY_PURPOSE, randomBytes(KEY_BYTES).toString('base64'));

/** @throws Error for a key that was sealed with another secret */
export function openSubjectKey(keys: KeyRing, sealed: string): Buffer {
  const key = keys.open(KEY_PURPOSE, sealed);
  if (key === null) throw new Error('a key of the audit log does not open: is DATA_SECRET the one it was sealed with?');
  return Buffer.from(key, 'base64');
}

/** Keyed hash of an IP address, by which entries of one address are found. */
export const ipHashOf = (keys: KeyRing, ip: string): Buffer => keys.hash(ADDRESS_PURPOSE, ip);

/** Whose key seals what concerns a mail address. */
export const addressSubject = (keys: KeyRing, address: string): string =>
  `email:${keys.hash(ADDRESS_PURPOSE, address.toLowerCase()).toString('hex').slice(0, 32)}`;

const subjectOfValue = (keys: KeyRing, whose: { userId: string | null; address: string | null }): string => {
  if (whose.userId !== null) return userSubject(whose.userId);
  return whose.address === null ? TENANT_SUBJECT : addressSubject(keys, whose.address);
};

/** Everybody whose key an entry will be sealed with. */
export function subjectsOf(keys: KeyRing, entry: PlainEntry): ReadonlySet<string> {
  const subjects = new Set<string>();
  if (factsOf(entry)) subjects.add(actorSubject(entry));
  withSealedValues(entry, (_text, whose) => {
    subjects.add(subjectOfValue(keys, whose));
    return null;
  });
  return subjects;
}

/** The entry with its personal data sealed. @throws Error when a subject's key is not among `subjects` */
export function sealEntry(keys: KeyRing, entry: PlainEntry, subjects: SubjectKeys): SealedEntry {
  const seal = (subject: string, text: string): string => {
    const key = subjects.get(subject);
    if (!key) throw new Error(`no key of ${subject}`);
    return sealText(key, text);
  };
  const facts = factsOf(entry);
  const changes = withSealedValues(entry, (text, whose) => {
    const subject = subjectOfValue(keys, whose);
    return { sealed: seal(subject, text), subject };
  });
  const { ip, at, actorName, ...plain } = entry;
  return {
    ...plain,
    at: exactInstant(at),
    actorName: isPersonalName(entry) ? null : actorName,
    actorSealed: facts && seal(actorSubject(entry), canonicalJson(facts)),
    actorSubject: facts && actorSubject(entry),
    ipHash: ip === null ? null : ipHashOf(keys, ip).toString('hex'),
    changes: canonicalJson(changes),
  };
}

/** The sealed columns of an entry. */
export interface SealedColumns {
  readonly actorName: string | null;
  readonly actorSealed: string | null;
  readonly actorSubject: string | null;
}

/** Who an actor was; `[erased]` when the key is gone. */
export function openActor({ actorName, actorSealed, actorSubject }: SealedColumns, subjects: SubjectKeys): ActorFacts {
  if (actorSealed === null || actorSubject === null) return { name: actorName, ip: null };
  const key = subjects.get(actorSubject);
  const text = key ? openText(key, actorSealed) : null;
  if (text === null) return { name: actorName ?? ERASED, ip: null };
  const { name, ip } = JSON.parse(text) as Partial<ActorFacts>;
  return { name: name ?? actorName, ip: ip ?? null };
}

/** The changes of an entry in words; `[erased]` where the key is gone. */
export function openChanges(changes: { readonly [field: string]: Json }, subjects: SubjectKeys): { readonly [field: string]: Json } {
  const open = (value: Json): Json =>
    withOpenedValues(value, ({ sealed, subject }) => {
      const key = subjects.get(subject);
      return (key && openText(key, sealed)) ?? ERASED;
    });
  return Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, open(value)]));
}

function factsOf(entry: PlainEntry): (ActorFacts & { readonly [key: string]: string | null }) | null {
  const name = isPersonalName(entry) ? entry.actorName : null;
  return name === null && entry.ip === null ? null : { name, ip: entry.ip };
}

import { actorWords, reasonOf } from './actor-words';

const who = { actorKind: 'user', actorName: 'Grace', impersonatorId: null, impersonatorName: null } as const;

describe('who did it', () => {
  it.each([
    [who, 'Grace'],
    [{ ...who, actorName: null }, 'Somebody of this workspace'],
    [{ ...who, actorKind: 'staff', actorName: 'Sam' } as const, 'OrbisVoice staff (Sam)'],
    [{ ...who, actorKind: 'staff', actorName: null } as const, 'OrbisVoice staff'],
    [{ ...who, impersonatorId: 'x', impersonatorName: 'Sam' }, 'OrbisVoice staff (Sam) acting as Grace'],
    [{ ...who, impersonatorId: 'x', impersonatorName: null, actorName: null }, 'OrbisVoice staff acting as somebody'],
    [{ ...who, actorKind: 'api_key', actorName: 'Booking' } as const, 'Booking'],
    [{ ...who, actorKind: 'system', actorName: null } as const, 'OrbisVoice'],
  ])('%o is %s', (entry, words) => expect(actorWords(entry)).toBe(words));
});

describe('why', () => {
  it.each([
    [{ reason: 'Unpaid' }, 'Unpaid'],
    [{ reason: { before: null, after: 'Unpaid' } }, 'Unpaid'],
    [{ reason: { before: 'Unpaid', after: null } }, null],
    [{ reason: '' }, null],
    [{}, null],
  ])('%o says %s', (changes, reason) => expect(reasonOf({ changes })).toBe(reason));
});

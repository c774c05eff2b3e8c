import fc from 'fast-check';
import { type EndpointState, judgeEndpoint } from './endpoint-state.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const fine: EndpointState = { isEnabled: true, failingSince: null, warnedAt: null };
const failed = { isSuccess: false, responseStatus: 500 };

describe('an endpoint', () => {
  it.each([
    ['begins to fail', fine, failed, { failingSince: NOW, isWarning: false, disable: null }],
    ['fails for less than a day', { ...fine, failingSince: ago(23.9) }, failed, { failingSince: ago(23.9), isWarning: false }],
    ['fails for a day', { ...fine, failingSince: ago(24) }, failed, { isWarning: true, warnedAt: NOW, disable: null }],
    ['was warned about', { ...fine, failingSince: ago(50), warnedAt: ago(26) }, failed, { isWarning: false, disable: null }],
    ['fails for five days', { ...fine, failingSince: ago(120), warnedAt: ago(96) }, failed, { disable: 'failing' }],
    ['missed one message of weeks ago', { ...fine, failingSince: ago(500) }, failed, { isWarning: true, disable: null }],
    ['is gone', fine, { isSuccess: false, responseStatus: 410 }, { disable: 'gone' }],
    ['is off already', { ...fine, isEnabled: false, failingSince: ago(500) }, failed, { isWarning: false, disable: null }],
    [
      'works again',
      { ...fine, failingSince: ago(119), warnedAt: ago(90) },
      { isSuccess: true, responseStatus: 204 },
      { ...fine, disable: null },
    ],
  ] as const)('that %s', (_, state, outcome, expected) => {
    const { isEnabled: _off, ...wanted } = { isEnabled: true, ...expected };
    expect(judgeEndpoint(state, outcome, NOW)).toMatchObject(wanted);
  });

  it('is never switched off for failing unless its owners were told a day before', () => {
    const hours = fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: null });
    fc.assert(
      fc.property(hours, hours, fc.constantFrom(null, 302, 404, 500), (failing, warned, responseStatus) => {
        const state = {
          isEnabled: true,
          failingSince: failing === null ? null : ago(failing),
          warnedAt: warned === null ? null : ago(warned),
        };
        const verdict = judgeEndpoint(state, { isSuccess: false, responseStatus }, NOW);
        if (verdict.disable !== null) expect(warned).toBeGreaterThanOrEqual(24);
        expect(verdict.failingSince?.getTime()).toBeLessThanOrEqual(NOW.getTime());
      }),
    );
  });
});

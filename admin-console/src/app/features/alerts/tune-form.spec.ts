import type { AlertRule } from '@orbisvoice/shared-dto';
import { toForm, toTrial, toTuning } from './tune-form';

const parameters = { threshold: 10, windowSeconds: 900, clearSeconds: null, fromHour: null, toHour: null, severity: 'medium' as const };
const rule: AlertRule = {
  ...parameters,
  key: 'failed_logins',
  kind: 'pattern',
  unit: 'events',
  isEnabled: true,
  mutedUntil: null,
  muteReason: null,
  mutedBy: null,
  defaults: parameters,
  limits: { thresholdMax: 10_000, windowMax: 604_800 },
  isChanged: false,
  updatedAt: null,
  updatedBy: null,
  value: null,
  valueAt: null,
  unsettled: 0,
  needs: null,
};

describe('the form of a rule', () => {
  it('asks for nothing that was not changed', () => {
    expect(toTuning(rule, toForm(rule))).toEqual({});
  });

  it('asks for what was changed, in the API’s units', () => {
    const form = { ...toForm(rule), threshold: '5', window: '7.5', severity: 'high', isEnabled: false };
    expect(toTuning(rule, form)).toEqual({ threshold: 5, windowSeconds: 450, severity: 'high', isEnabled: false });
  });

  it('mutes until an instant in UTC, and ends a mute', () => {
    const form = { ...toForm(rule), mutedUntil: '2026-12-01T08:30', muteReason: ' A load test. ' };
    expect(toTuning(rule, form)).toEqual({ mute: { until: '2026-12-01T08:30:00Z', reason: 'A load test.' } });
    const muted = { ...rule, mutedUntil: '2026-12-01T08:30:00.000Z', muteReason: 'A load test.' };
    expect(toTuning(muted, { ...toForm(muted), mutedUntil: '' })).toEqual({ mute: null });
  });

  it('tries what stands in it', () => {
    expect(toTrial({ ...toForm(rule), threshold: '3' })).toEqual({ threshold: 3, windowSeconds: 900 });
  });
});

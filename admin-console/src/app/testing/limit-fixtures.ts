import type { AdminTenantLimits, AdminTenantUsage, LimitAdjustment } from '@orbisvoice/shared-dto';

const id = (n: number): string => `0195f3c0-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const aLimitAdjustment = (over: Partial<LimitAdjustment> = {}): LimitAdjustment => ({
  id: id(500),
  kind: 'grant',
  recurrence: 'each_period',
  quantity: 500,
  startsAt: '2026-03-01T10:00:00.000Z',
  endsAt: '2026-06-30T23:59:59.000Z',
  state: 'in_force',
  reason: 'Launch campaign, agreed on the phone.',
  setBy: { id: id(9), name: 'Sam Staff' },
  withdrawn: null,
  ...over,
});

const USAGE = {
  used: 8_600,
  reserved: 2,
  limit: 10_000,
  ceiling: 11_000,
  percent: 86,
  periodStart: '2026-02-15T00:00:00.000Z',
  resetsAt: '2026-03-15T00:00:00.000Z',
};

export const aTenantLimits = (over: Partial<AdminTenantLimits> = {}): AdminTenantLimits => ({
  revision: 3,
  tier: 'professional',
  limits: { effective: 10_000, plan: 10_000, override: null, grants: [] },
  usage: USAGE,
  adjustments: [],
  ...over,
});

export const aTenantUsage = (over: Partial<AdminTenantUsage> = {}): AdminTenantUsage => ({
  current: USAGE,
  days: {
    items: [
      { day: '2026-03-03', count: 180 },
      { day: '2026-03-04', count: 12 },
    ],
    timeZone: 'Europe/Stockholm',
  },
  periods: [
    { start: '2026-02-15T00:00:00.000Z', end: '2026-03-15T00:00:00.000Z', used: 8_600, limit: 10_000, ceiling: 11_000 },
    { start: '2026-01-15T00:00:00.000Z', end: '2026-02-15T00:00:00.000Z', used: 950, limit: 1_000, ceiling: 1_100 },
  ],
  ...over,
});

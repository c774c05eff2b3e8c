import type { AdminUser, AdminUserDetail, StaffChange } from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';
export const USER_ID = '0195f3c0-0000-7000-8000-000000000201';

export const aUser = (over: Partial<AdminUser> = {}): AdminUser => ({
  id: USER_ID,
  tenantId: '0195f3c0-0000-7000-8000-000000000100',
  tenantName: 'Northwind Dental',
  tenantStatus: 'active',
  email: 'maya@northwind.example',
  name: 'Maya Lindqvist',
  role: 'owner',
  isAdmin: false,
  emailVerifiedAt: AT,
  lastSeenAt: AT,
  createdAt: '2026-01-02T10:00:00.000Z',
  lockedUntil: null,
  ...over,
});

export const aUserDetail = (over: Partial<AdminUserDetail> = {}): AdminUserDetail => ({
  ...aUser(),
  tenantTier: 'professional',
  updatedAt: AT,
  sessions: [
    {
      id: 's1',
      client: 'portal',
      createdAt: AT,
      lastSeenAt: AT,
      expiresAt: '2026-04-03T10:00:00.000Z',
      ip: '203.0.113.7',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0',
    },
  ],
  devices: [{ id: 'd1', firstSeenAt: AT, lastSeenAt: AT }],
  links: [],
  brakes: [],
  signIns: { succeeded: 4, failed: 1, since: '2026-02-02T10:00:00.000Z' },
  staffChange: null,
  isSelf: false,
  ...over,
});

export const aStaffChange = (over: Partial<StaffChange> = {}): StaffChange => ({
  id: 'c1',
  userId: USER_ID,
  userName: 'Maya Lindqvist',
  userEmail: 'maya@northwind.example',
  tenantId: '0195f3c0-0000-7000-8000-000000000100',
  tenantName: 'Northwind Dental',
  isAdmin: true,
  reason: 'Maya joins the support desk.',
  status: 'pending',
  proposedById: '0195f3c0-0000-7000-8000-000000000202',
  proposedByName: 'Sam Staff',
  proposedAt: AT,
  expiresAt: '2026-03-05T10:00:00.000Z',
  decidedById: null,
  decidedByName: null,
  decidedAt: null,
  note: null,
  confirmRefusal: null,
  mayWithdraw: true,
  ...over,
});

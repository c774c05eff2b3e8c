import type { AuditAction } from '@orbisvoice/shared-dto/values';
import { changesBetween } from '../../src/modules/audit/domain/audit-changes.js';
import { STAFF_CHANGE_MS } from '../../src/modules/admin/domain/staff-change.js';
import { auditRow } from './audit-rows.js';
import { type Random } from './random.js';
import { type RowWriter } from './writer.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STAFF_EMAIL = 'staff@orbisvoice.example';
/** Who worked at the machine, as the break-glass command names them. */
const MACHINE = 'root (command line)';

/** Somebody of the house. */
export interface Staff {
  readonly id: string;
  readonly name: string;
}

/** The house's own tenant, which no figure counts, and its people. */
export interface House {
  readonly tenantId: string;
  /** Whose log-in the banner names. */
  readonly sol: Staff;
  readonly mara: Staff;
  /** Staff since three weeks. */
  readonly theo: Staff;
}

interface HouseFrame {
  readonly random: Random;
  readonly now: Date;
  readonly passwordHash: string;
}

/** Writes the house, its people and how they became staff: by the command line, by two of staff, and by a proposal that waits for a second. */
export function addHouse(writer: RowWriter, frame: HouseFrame): House {
  const { random, now } = frame;
  const at = new Date(now.getTime() - 450 * DAY);
  const tenantId = random.id(at);
  writer.add('tenants', {
    id: tenantId,
    name: 'OrbisVoice',
    slug: 'orbisvoice',
    status: 'active',
    is_internal: true,
    subscription_status: 'none',
    subscription_tier: 'free',
    billing_email: STAFF_EMAIL,
    time_zone: 'UTC',
    locale: 'en',
    referral_code: random.code(8),
    created_at: at,
    updated_at: at,
  });
  const person = (name: string, days: number, more: Record<string, unknown>): Staff =>
    addPerson(writer, frame, { tenantId, name, days, more });
  const sol = person('Sol Winter', 450, { email: STAFF_EMAIL, role: 'owner', is_admin: true });
  const mara = person('Mara Lind', 430, { is_admin: true });
  const theo = person('Theo Brandt', 60, { is_admin: true });
  const lena = person('Lena Ortiz', 40, {});
  const house = { tenantId, sol, mara, theo };
  const changes = new StaffChanges(writer, { ...frame, tenantId });
  changes.atTheMachine(mara, { days: 429, reason: 'A second person, so that staff can confirm each other.' });
  changes.proposed(theo, { by: mara, hours: 21 * 24, reason: 'Takes over the support desk.', decision: { by: sol, after: 2 } });
  changes.proposed(lena, { by: sol, hours: 9 * 24, reason: 'Covers for Theo during his leave.' });
  changes.proposed(lena, { by: mara, hours: 3, reason: 'Joins the support desk for good; she covered for Theo last week.' });
  return house;
}

interface NewPerson {
  readonly tenantId: string;
  readonly name: string;
  readonly days: number;
  readonly more: Record<string, unknown>;
}

function addPerson(writer: RowWriter, { random, now, passwordHash }: HouseFrame, { tenantId, name, days, more }: NewPerson): Staff {
  const at = new Date(now.getTime() - days * DAY);
  const id = random.id(at);
  writer.add('users', {
    id,
    tenant_id: tenantId,
    email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@orbisvoice.example`,
    name,
    password_hash: passwordHash,
    role: 'member',
    is_admin: false,
    email_verified_at: at,
    created_at: at,
    updated_at: at,
    ...more,
  });
  return { id, name };
}

interface Proposal {
  readonly by: Staff;
  readonly hours: number;
  readonly reason: string;
  /** `after` so many hours; without one it waits, or ran out. */
  readonly decision?: { readonly by: Staff; readonly after: number };
}

/** Changes of who is staff, as rows with what is on record of them. */
class StaffChanges {
  constructor(
    private readonly writer: RowWriter,
    private readonly frame: HouseFrame & { readonly tenantId: string },
  ) {}

  /** Done at once by whoever has the machine. */
  atTheMachine(person: Staff, { days, reason }: { days: number; reason: string }): void {
    const at = new Date(this.frame.now.getTime() - days * DAY);
    this.row(person, {
      reason,
      status: 'confirmed',
      at,
      expiresAt: at,
      by: { id: null, name: MACHINE },
      decided: { by: { id: null, name: MACHINE }, at },
    });
    this.granted(person, { at, reason, proposedById: null, by: null });
  }

  /** By one of staff; what nobody decided within a day has run out, and says so once the next one is proposed. */
  proposed(person: Staff, { by, hours, reason, decision }: Proposal): void {
    const { now } = this.frame;
    const at = new Date(now.getTime() - hours * HOUR);
    const expiresAt = new Date(at.getTime() + STAFF_CHANGE_MS);
    const decided = decision && { by: decision.by, at: new Date(at.getTime() + decision.after * HOUR) };
    const status = decided ? 'confirmed' : expiresAt < now ? 'expired' : 'pending';
    const staffChange = this.row(person, { reason, status, at, expiresAt, by, ...(decided && { decided }) });
    const fields = ['isAdmin', 'reason', 'expiresAt', 'staffChange'];
    const changes = changesBetween({ isAdmin: false }, { isAdmin: true, reason, expiresAt, staffChange }, fields);
    this.record(at, { action: 'admin.staff_change_proposed', person, by, changes });
    if (decided) this.granted(person, { at: decided.at, reason, proposedById: by.id, by: decided.by });
  }

  private granted(person: Staff, fact: { at: Date; reason: string; proposedById: string | null; by: Staff | null }): void {
    const { at, reason, proposedById, by } = fact;
    const changes = changesBetween({ isAdmin: false }, { isAdmin: true, reason, proposedById }, ['isAdmin', 'reason', 'proposedById']);
    this.record(at, { action: 'admin.staff_granted', person, by, changes });
  }

  private record(
    at: Date,
    entry: { action: AuditAction; person: Staff; by: Staff | null; changes: ReturnType<typeof changesBetween> },
  ): void {
    const { tenantId, random } = this.frame;
    const { action, person, by, changes } = entry;
    const who = by ? { staff: by } : { system: MACHINE };
    this.writer.add('audit_entries', auditRow({ tenantId }, at, random, { action, target: ['user', person.id], changes, ...who }));
  }

  /** @returns its id */
  private row(
    person: Staff,
    change: {
      reason: string;
      status: string;
      at: Date;
      expiresAt: Date;
      by: { id: string | null; name: string };
      decided?: { by: { id: string | null; name: string }; at: Date };
    },
  ): string {
    const { reason, status, at, expiresAt, by, decided } = change;
    const id = this.frame.random.id(at);
    this.writer.add('staff_changes', {
      id,
      tenant_id: this.frame.tenantId,
      user_id: person.id,
      is_admin: true,
      reason,
      status,
      proposed_by: by.id,
      proposed_by_name: by.name,
      proposed_at: at,
      expires_at: expiresAt,
      decided_by: decided?.by.id ?? null,
      decided_by_name: decided?.by.name ?? null,
      decided_at: decided?.at ?? null,
    });
    return id;
  }
}

import type { StandingAct } from '../../src/modules/email/domain/standing-facts.js';
import { auditRow } from './audit-rows.js';
import type { House } from './house-rows.js';
import { addStandingMail, type MailFrame } from './mail-rows.js';
import type { Random } from './random.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MATURE_MS = 40 * DAY;

interface BulkFrame {
  readonly random: Random;
  readonly now: Date;
  readonly house: House;
  /** A stream of its own: a mail more must not change what follows. */
  readonly mails: Pick<MailFrame, 'random' | 'keys'>;
}

/** A run that was ordered. */
interface Order {
  readonly action: 'suspend' | 'undo';
  readonly at: Date;
  readonly reason: string;
  readonly undoOf?: string;
  readonly rows: readonly Row[];
}

/** What became of one tenant; null for one that was left alone. */
interface Row {
  readonly tenantId: string;
  readonly to: 'suspended' | 'active' | null;
}

/**
 * Three free workspaces were suspended by mistake and reinstated by undoing the run; two others are suspended since half an hour, which can be
 * undone. Chosen are such as said nothing meanwhile: a suspended workspace does not run. Their owners are told by mail.
 */
export function addBulkRuns(writer: RowWriter, stories: readonly Story[], frame: BulkFrame): void {
  const { now, house } = frame;
  const [mistake, undone] = [new Date(now.getTime() - 12 * DAY), new Date(now.getTime() - 12 * DAY + 6 * MINUTE)];
  const recent = new Date(now.getTime() - 30 * MINUTE);
  const wrong = quiet(writer, stories, { from: mistake, to: undone }).slice(0, 3);
  const held = quiet(writer, stories, { from: recent, to: now }).filter((id) => !wrong.includes(id));
  const runs = new BulkRuns(writer, new Map(stories.map((story) => [story.tenantId, story])), frame);
  const undoOf = runs.add({
    ...{ action: 'suspend', at: mistake, reason: 'Sign-ups from a throw-away mail domain.' },
    rows: [...wrong.map((tenantId) => ({ tenantId, to: 'suspended' as const })), { tenantId: house.tenantId, to: null }],
  });
  runs.add({
    ...{ action: 'undo', at: undone, reason: 'Wrong filter: these three are customers.', undoOf },
    rows: wrong.map((tenantId) => ({ tenantId, to: 'active' })),
  });
  const reason = 'Automated sign-ups, under review.';
  runs.add({ action: 'suspend', at: recent, reason, rows: held.slice(0, 2).map((tenantId) => ({ tenantId, to: 'suspended' })) });
}

/** Free workspaces, not quite new, without a conversation in a span. */
function quiet(writer: RowWriter, stories: readonly Story[], { from, to }: { from: Date; to: Date }): string[] {
  const talking = new Set(
    writer
      .rows('conversations')
      .filter(({ started_at: at }) => at instanceof Date && at >= from && at <= to)
      .map(({ tenant_id: id }) => id),
  );
  const isChosen = ({ acts, signedUpAt, tenantId }: Story): boolean =>
    acts.length === 0 && signedUpAt.getTime() < from.getTime() - MATURE_MS && !talking.has(tenantId);
  return stories.filter(isChosen).map(({ tenantId }) => tenantId);
}

class BulkRuns {
  private readonly reasons = new Map<string, string | null>();

  constructor(
    private readonly writer: RowWriter,
    private readonly stories: ReadonlyMap<string, Story>,
    private readonly frame: BulkFrame,
  ) {}

  /** @returns the id of the run */
  add({ action, at, reason, undoOf, rows }: Order): string {
    const { random, house } = this.frame;
    const [id, traceId] = [random.id(at), random.id(at)];
    const settledAt = (index: number): Date => new Date(at.getTime() + 1_500 + index * 120);
    this.writer.add('tenant_bulk_runs', {
      ...{ id, tenant_id: house.tenantId, staff_id: house.sol.id, staff_name: house.sol.name, action, reason, status: 'done' },
      ...{ undo_of: undoOf ?? null, trace_id: traceId, created_at: at, finished_at: settledAt(rows.length) },
      selection: undoOf ? { total: rows.length } : { total: rows.length, filter: null },
    });
    const facts = { action, reason, tenants: rows.length };
    const changes = Object.fromEntries(Object.entries(facts).map(([field, after]) => [field, { before: null, after }]));
    const order = { action: 'admin.tenant_bulk_started', target: ['tenant_bulk', id], staff: house.sol, changes } as const;
    this.writer.add('audit_entries', { ...auditRow(house, at, random, order), traceId });
    for (const [index, row] of rows.entries()) this.settle(row, { id, reason, traceId, position: index + 1, at: settledAt(index) });
    return id;
  }

  private settle({ tenantId, to }: Row, run: { id: string; reason: string; traceId: string; position: number; at: Date }): void {
    const { random, house } = this.frame;
    const { id, reason, traceId, position, at } = run;
    const before = to === 'active' ? 'suspended' : 'active';
    this.writer.add('tenant_bulk_rows', {
      ...{ run_id: id, position, tenant_id: tenantId, action: to === 'active' ? 'reinstate' : 'suspend', settled_at: at },
      ...(to
        ? { outcome: 'done', status_before: before, status_after: to }
        : { outcome: 'skipped', detail: 'protected', status_before: null, status_after: null }),
    });
    if (!to) return;
    const reasonBefore = this.reasons.get(tenantId) ?? null;
    const changes = { status: { before, after: to }, reason: { before: reasonBefore, after: reason } };
    const action = to === 'active' ? 'tenant.reinstated' : 'tenant.suspended';
    const entry = auditRow({ tenantId }, at, random, { action, target: ['tenant', tenantId], staff: house.sol, changes });
    this.writer.add('audit_entries', { ...entry, ip: null, traceId });
    this.reasons.set(tenantId, to === 'active' ? null : reason);
    const standing = { status: to, status_reason: to === 'active' ? null : reason, status_since: at, updated_at: at };
    this.writer.amend('tenants', tenantId, standing);
    this.tellOwner(tenantId, { kind: { isReinstated: to === 'active', isBanned: false }, reason, at });
  }

  private tellOwner(tenantId: string, act: Omit<StandingAct, 'workspace'>): void {
    const story = this.stories.get(tenantId);
    const owner = this.writer.rows('users').find((user) => user['tenant_id'] === tenantId && user['role'] === 'owner');
    if (!story || typeof owner?.['id'] !== 'string') throw new Error(`no owner of ${tenantId} is collected`);
    addStandingMail(this.writer, story, act, { ...this.frame.mails, now: this.frame.now, ownerId: owner['id'] });
  }
}

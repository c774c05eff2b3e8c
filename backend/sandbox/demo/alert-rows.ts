import type { PatternRule } from '@orbisvoice/shared-dto/values';
import type { AlertRow, Evidence } from '../../src/modules/alerts/domain/alert-row.js';
import { detect, type Signal } from '../../src/modules/alerts/domain/detection.js';
import { evidenceFor } from '../../src/modules/alerts/domain/hit.js';
import { ownersMatter } from '../../src/modules/alerts/domain/owners-matter.js';
import { PATTERNS } from '../../src/modules/alerts/domain/rules.js';
import { auditRow } from './audit-rows.js';
import { toRow } from './billing-rows.js';
import type { House, Staff } from './house-rows.js';
import type { Random } from './random.js';
import type { RowWriter } from './writer.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A turn of the rules comes twice a minute. */
const NOTICED_MS = 20_000;

interface AlertFrame {
  readonly random: Random;
  readonly now: Date;
  readonly house: House;
}

interface Found {
  readonly rule: PatternRule;
  readonly subject: string;
  readonly tenantId: string | null;
  readonly signals: readonly Signal[];
  readonly knownPlaces?: readonly string[];
  readonly isMuted?: boolean;
}

/** Hits that the rules themselves make of facts of the last days, what staff did about them, and a rule that is muted for a reason. */
export function addAlerts(writer: RowWriter, frame: AlertFrame): void {
  const alerts = new DemoAlerts(writer, frame);
  alerts.stuffing();
  alerts.keyAbroad();
  alerts.exports();
  alerts.refusedWebhooks();
}

class DemoAlerts {
  constructor(
    private readonly writer: RowWriter,
    private readonly frame: AlertFrame,
  ) {}

  /** Guesses at many accounts from one network: open, and staff are about to be mailed. */
  stuffing(): void {
    const network = '198.51.100.0/24';
    const facts = { network, country: 'NL', userId: null, tenantId: null };
    const signals = this.signals(11, { from: this.ago(2 * HOUR), every: 70_000 }, () => ({
      facet: this.frame.random.code(22),
      details: facts,
    }));
    this.hit({ rule: 'credential_stuffing', subject: `network:${network}`, tenantId: null, signals });
  }

  /** The key of a workspace, at work at home for months, is used from another continent: the workspace's owners are told too. */
  keyAbroad(): void {
    const key = this.writer.rows('api_keys')[0];
    if (!key) throw new Error('no workspace has a key');
    const [id, tenantId] = [String(key['id']), String(key['tenant_id'])];
    const at = this.ago(40 * MINUTE);
    const signals = this.signals(1, { from: at, every: 0 }, () => ({
      facet: '192.0.2.0/24',
      details: { network: '192.0.2.0/24', country: 'BR' },
    }));
    const subject = `api_key:${id}`;
    const places = [
      { place: 'US', first_at: key['created_at'], last_at: this.ago(HOUR) },
      { place: 'BR', first_at: at, last_at: at },
    ];
    for (const place of places) this.writer.add('signal_places', { subject, ...place });
    this.hit({ rule: 'api_key_new_country', subject, tenantId, signals, knownPlaces: ['US'] });
  }

  /** A colleague took the list of tenants along again and again; another one has asked why. */
  exports(): void {
    const { house, random } = this.frame;
    const { theo, mara, tenantId } = house;
    const entries = Array.from({ length: 11 }, (_, index) => {
      const changes = { status: { before: null, after: index % 2 === 0 ? 'active' : 'suspended' } };
      const order = { action: 'admin.tenants_exported', target: ['tenant', null], staff: theo, changes } as const;
      return auditRow({ tenantId }, this.ago(26 * HOUR - index * 3 * MINUTE), random, order);
    });
    this.writer.add('audit_entries', ...entries);
    const signals = entries.map(({ id, at, action }) => ({
      ...{ id, at, facet: null },
      details: { auditId: id, action, actorKind: 'staff', targetType: 'tenant', targetId: null, zone: 'UTC' },
    }));
    const alert = this.hit({ rule: 'export_burst', subject: `user:${theo.id}`, tenantId, signals });
    const note = 'Theo is preparing the board figures. Asked him to keep one file and work on that.';
    this.acknowledge(alert, { by: mara, at: new Date(alert.openedAt.getTime() + 25 * MINUTE), note });
  }

  /** Expected this week, so its rule is muted: the hit is kept, and nobody is told. */
  refusedWebhooks(): void {
    const { house, now, random } = this.frame;
    const mutedAt = this.ago(DAY);
    const mute = { mutedUntil: new Date(now.getTime() + 3 * DAY), muteReason: 'Stripe rolls the secret of our endpoint this week.' };
    const row = { key: 'webhook_signatures', ...mute, mutedBy: house.sol.name, updatedAt: mutedAt, updatedBy: house.sol.name };
    this.writer.add('alert_rules', { ...toRow(row), is_enabled: true });
    const changes = {
      mutedUntil: { before: null, after: mute.mutedUntil.toISOString() },
      muteReason: { before: null, after: mute.muteReason },
    };
    const order = { action: 'admin.alert_rule_changed', target: ['alert_rule', row.key], staff: house.sol, changes } as const;
    this.writer.add('audit_entries', auditRow(house, mutedAt, random, order));
    const details = { code: 'billing.signature_invalid' };
    const signals = this.signals(12, { from: this.ago(5 * HOUR), every: 25_000 }, () => ({ facet: null, details }));
    this.hit({ rule: 'webhook_signatures', subject: 'gateway:stripe', tenantId: null, signals, isMuted: true });
  }

  private hit({ rule, subject, tenantId, signals, knownPlaces = [], isMuted = false }: Found): AlertRow {
    const { signal: kind, detector, defaults } = PATTERNS[rule];
    const places = knownPlaces.map((place) => ({ place, lastAt: this.ago(HOUR) }));
    const firing = detect(detector, { signals, isNew: () => true, places }, defaults);
    const [first, last] = [firing?.members[0], firing?.members.at(-1)];
    if (!firing || !first || !last) throw new Error(`${rule} finds nothing in its own story`);
    for (const one of signals) {
      const { facet, ...fact } = one;
      this.writer.add('signals', { ...fact, facet, kind, subject, about_tenant_id: tenantId, is_evaluated: true });
    }
    const known = new Map(signals.map(({ at, ...fact }): [string, Evidence] => [fact.id, { ...fact, at: at.toISOString(), tenantId }]));
    const evidence = evidenceFor(firing, (id) => evidenceOf(known, id));
    const openedAt = new Date(last.at.getTime() + NOTICED_MS);
    const { threshold, windowSeconds, severity } = defaults;
    const alert: AlertRow = {
      ...{ id: this.frame.random.id(openedAt), rule, subject, tenantId, severity, status: 'open', threshold, windowSeconds },
      ...{ count: firing.members.length, peak: firing.peak, firstAt: first.at, lastAt: last.at, openedAt, closedAt: null, openings: 1 },
      ...{ isMuted, evidence },
    };
    const { tenantId: about_tenant_id, ...columns } = alert;
    this.writer.add('security_alerts', { ...toRow(columns), about_tenant_id, updated_at: openedAt });
    this.tell(alert, this.step(alert, { kind: 'opened', at: openedAt, by: null, note: null }));
    return alert;
  }

  /** Who is to be told; the worker tells them as soon as there is one. */
  private tell(alert: AlertRow, stepId: string): void {
    if (alert.isMuted) return;
    const owners = ownersMatter(alert) === null ? [] : ['owners'];
    const staff = alert.severity === 'high' ? ['email'] : [];
    for (const channel of [...owners, ...staff]) {
      const order = { alert_id: alert.id, step_id: stepId, channel, status: 'waiting', created_at: alert.openedAt, attempts: 0 };
      this.writer.add('alert_deliveries', { id: this.frame.random.id(alert.openedAt), ...order });
    }
  }

  private acknowledge(alert: AlertRow, { by, at, note }: { by: Staff; at: Date; note: string }): void {
    const { house, random } = this.frame;
    this.writer.amend('security_alerts', alert.id, { status: 'acknowledged', updated_at: at });
    this.step(alert, { kind: 'acknowledged', at, by, note });
    const changes = { status: { before: 'open', after: 'acknowledged' }, note: { before: null, after: note } };
    const order = { action: 'admin.alert_acknowledged', target: ['alert', alert.id], staff: by, changes } as const;
    this.writer.add('audit_entries', auditRow(house, at, random, order));
  }

  private step(alert: AlertRow, { kind, at, by, note }: { kind: string; at: Date; by: Staff | null; note: string | null }): string {
    const id = this.frame.random.id(at);
    const who = { by_id: by?.id ?? null, by_name: by?.name ?? null };
    this.writer.add('security_alert_steps', { id, alert_id: alert.id, at, kind, note, ...who });
    return id;
  }

  private signals(count: number, when: { from: Date; every: number }, of: () => Pick<Signal, 'facet' | 'details'>): Signal[] {
    return Array.from({ length: count }, (_, index) => {
      const at = new Date(when.from.getTime() + index * when.every);
      return { id: this.frame.random.id(at), at, ...of() };
    });
  }

  private ago(ms: number): Date {
    return new Date(this.frame.now.getTime() - ms);
  }
}

function evidenceOf(known: ReadonlyMap<string, Evidence>, id: string): Evidence {
  const evidence = known.get(id);
  if (!evidence) throw new Error(`fact ${id} is not of this story`);
  return evidence;
}

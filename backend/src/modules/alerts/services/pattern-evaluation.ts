import { Injectable } from '@nestjs/common';
import { PATTERN_RULES } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { Clock } from '../../../platform/clock/clock.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { Evidence } from '../domain/alert-row.js';
import { detect, type KnownPlace } from '../domain/detection.js';
import { floorOf, isUnsettled } from '../domain/hit.js';
import { PATTERNS } from '../domain/rules.js';
import { tunedRules, type TunedRule } from '../domain/tuned-rule.js';
import { AllTenantsAlertRuleRepository } from '../persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsAlertRepository } from '../persistence/all-tenants-alert.repository.js';
import { AllTenantsSignalHistoryRepository, TURN, type SubjectSignal } from '../persistence/all-tenants-signal-history.repository.js';
import { AlertHits } from './alert-hits.js';

const DAY_SECONDS = 86_400;
/** Signals of the last week decide; what a key was known for is remembered apart. */
const HISTORY_SECONDS = 7 * DAY_SECONDS;

/** New signals of one subject. */
interface Group {
  readonly kind: SubjectSignal['kind'];
  readonly subject: string;
  readonly fresh: readonly SubjectSignal[];
}

/**
 * Looks for suspicious patterns in what is new. One turn is one transaction under one lock: signals are read, judged and marked together, so
 * each is judged exactly once, however many workers run and whenever one dies.
 */
@Injectable()
export class PatternEvaluation {
  constructor(
    private readonly database: PlatformDatabase,
    private readonly signals: AllTenantsSignalHistoryRepository,
    private readonly rules: AllTenantsAlertRuleRepository,
    private readonly alerts: AllTenantsAlertRepository,
    private readonly hits: AlertHits,
    private readonly clock: Clock,
  ) {}

  /** Everything that is there by now. A turn that somebody else is at is left to them. */
  async run(): Promise<void> {
    const rules = tunedRules(await this.rules.overrides()).filter(({ isEnabled }) => isEnabled);
    for (let judged = TURN; judged === TURN;) judged = await this.database.transaction((client) => this.turn(client, rules));
  }

  /** @returns how many signals were judged */
  private async turn(client: pg.PoolClient, rules: readonly TunedRule[]): Promise<number> {
    const { rows } = await client.query<{ since: Date }>('select audit_until as since from alert_cursor for update skip locked');
    const [cursor] = rows;
    if (!cursor) return 0;
    await this.signals.takeAudit(client, cursor.since, this.clock.now());
    const fresh = await this.signals.takeNew(client);
    for (const group of groupsOf(fresh)) await this.judge(client, group, rules);
    return fresh.length;
  }

  private async judge(client: pg.PoolClient, group: Group, rules: readonly TunedRule[]): Promise<void> {
    const places = group.kind === 'api_key.use' ? await this.signals.placesOf(client, group.subject) : [];
    const oldest = Math.min(...group.fresh.map(({ at }) => at.getTime()));
    const history = await this.signals.ofSubject(client, group, new Date(oldest - HISTORY_SECONDS * 1_000));
    for (const key of PATTERN_RULES) {
      const rule = rules.find((tuned) => tuned.key === key);
      if (rule && PATTERNS[key].signal === group.kind) await this.apply(client, { rule, group, history, places });
    }
    const seen = placesIn(group.fresh);
    if (group.kind === 'api_key.use' && seen.length > 0) await this.signals.rememberPlaces(client, group.subject, seen);
  }

  private async apply(client: pg.PoolClient, { rule, group, history, places }: Judgement): Promise<void> {
    const key = rule.key as keyof typeof PATTERNS;
    const latest = await this.alerts.lockLatest(client, rule.key, group.subject);
    const floor = floorOf(latest);
    const freshIds = new Set(group.fresh.map(({ id }) => id));
    const isNew = (id: string): boolean => freshIds.has(id);
    const signals = floor === null || isUnsettled(latest) ? history : history.filter(({ at }) => at > floor);
    const firing = detect(PATTERNS[key].detector, { signals, isNew: ({ id }) => isNew(id), places }, rule.parameters);
    if (!firing) return;
    const byId = new Map(history.map((signal) => [signal.id, signal]));
    const tenantId = firing.members.map(({ id }) => byId.get(id)?.tenantId ?? null).find((id) => id !== null) ?? null;
    await this.hits.take(client, latest, {
      rule,
      subject: group.subject,
      tenantId,
      firing,
      isNew,
      evidenceOf: (id) => evidenceOf(byId, id),
    });
  }
}

interface Judgement {
  readonly rule: TunedRule;
  readonly group: Group;
  readonly history: readonly SubjectSignal[];
  readonly places: readonly KnownPlace[];
}

function groupsOf(fresh: readonly SubjectSignal[]): Group[] {
  const bySubject = new Map<string, Group & { fresh: SubjectSignal[] }>();
  for (const signal of fresh) {
    const { kind, subject } = signal;
    const group = bySubject.get(`${kind} ${subject}`) ?? { kind, subject, fresh: [] };
    group.fresh.push(signal);
    bySubject.set(`${kind} ${subject}`, group);
  }
  // always in the same order: two evaluations never hold each other's hits, and staff hold one at a time
  return [...bySubject.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const placesIn = (signals: readonly SubjectSignal[]): KnownPlace[] =>
  signals.flatMap(({ details, at }) => (details['country'] ? [{ place: details['country'], lastAt: at }] : []));

function evidenceOf(signals: ReadonlyMap<string, SubjectSignal>, id: string): Evidence {
  const signal = signals.get(id);
  if (!signal) throw new Error(`signal ${id} is not of this subject`);
  return { id, at: signal.at.toISOString(), tenantId: signal.tenantId, facet: signal.facet, details: signal.details };
}

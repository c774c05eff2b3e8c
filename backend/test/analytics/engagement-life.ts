import { EngagementQuery } from '@orbisvoice/shared-dto';
import type { Device, FunnelMode } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { EngagementAnalyticsService, Rollups } from '../../src/modules/analytics/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { type TestApp } from '../harness/app.js';
import { insertTenant } from './conversation-rows.js';
import type { Question } from './engagement-model.js';
import { insertTalks, insertVisits, type PastTalk, type PastVisit } from './engagement-rows.js';
import { expectCounted } from './engagement-truth.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Zones with quarters and halves, with clock changes at midnight and by half an hour, and none. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/Havana', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham'] as const;
/** Days around which clocks change somewhere, the last of them across a month's end. */
export const CENTRES = ['2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01'] as const;

const later = fc.option(fc.integer({ min: -5, max: 62 }), { freq: 4 });
/** Sessions are few: most visits have a conversation, and what happens twice happens to the same one. */
const session = fc.nat(14);
const day = fc.integer({ min: -2, max: 2 });

const VISIT = fc.record({ kind: fc.constant('visit' as const), session, day, agent: fc.nat(1), isSeen: fc.nat(4).map((n) => n > 0), opened: later, granted: later }); // prettier-ignore
const TALK = fc.record({
  kind: fc.constant('talk' as const),
  session,
  day,
  agent: fc.nat(1),
  began: fc.integer({ min: -5, max: 62 }),
  isCounted: fc.nat(4).map((n) => n > 0),
  outcome: fc.constantFrom('success' as const, 'failure' as const, 'unknown' as const),
  visitorId: fc.option(fc.constantFrom('a', 'b'), { freq: 8 }),
  country: fc.option(fc.constantFrom('DE', 'FR')),
  device: fc.option(fc.constantFrom<Device>('desktop', 'mobile')),
  browser: fc.option(fc.constantFrom('Chrome', 'Firefox')),
});
const ASK = fc.record({
  kind: fc.constant('ask' as const),
  timeZone: fc.constantFrom(...ZONES),
  from: fc.integer({ min: -3, max: 2 }),
  days: fc.integer({ min: 1, max: 4 }),
  interval: fc.constantFrom('day' as const, 'hour' as const),
  agent: fc.option(fc.nat(1)),
  mode: fc.constantFrom<FunnelMode>('sequential', 'strict'),
});
/** What may happen to a workspace. What is told of a session that is known changes it. */
export const STEP = fc.oneof(
  { weight: 4, arbitrary: VISIT },
  { weight: 10, arbitrary: TALK },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop visit' as const), session }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop talk' as const), session }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fold' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark all' as const) }) },
  { weight: 3, arbitrary: ASK },
);
export type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;
type Of<K extends Step['kind']> = Extract<Step, { kind: K }>;

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** A workspace that is visited and talked to, and beside it the rows that leaves. */
export class EngagedLife {
  private readonly visits = new Map<string, PastVisit>();
  private readonly talks = new Map<string, PastTalk>();
  private asked: Of<'ask'> | undefined;

  private constructor(
    private readonly app: TestApp,
    readonly tenantId: string,
    private readonly agentIds: readonly string[],
    private readonly centre: number,
  ) {}

  static async begin(app: TestApp, centre: string): Promise<EngagedLife> {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'UTC', 2);
    return new EngagedLife(app, tenantId, agentIds, Date.parse(centre));
  }

  /** What was asked last is asked again whatever happens: its answer is kept meanwhile. */
  async take(step: Step): Promise<void> {
    await this.let(step);
    if (this.asked) await this.ask(this.asked);
  }

  private async let(step: Step): Promise<void> {
    switch (step.kind) {
      case 'visit':
        return this.visit(step);
      case 'talk':
        return this.talk(step);
      case 'drop visit':
        this.visits.delete(`s${step.session}`);
        return this.run('delete from widget_visits where tenant_id = $1 and visit_id = $2', [`s${step.session}`]);
      case 'drop talk':
        this.talks.delete(`s${step.session}`);
        return this.run('delete from conversations where tenant_id = $1 and session_id = $2', [`s${step.session}`]);
      case 'fold':
        return void (await this.app.get(Rollups).fold());
      case 'mark all':
        return this.run('insert into engagement_marks (tenant_id) values ($1)', []);
      case 'ask':
        return this.ask(step);
    }
  }

  private async run(text: string, values: unknown[]): Promise<void> {
    await this.app.owner.query(text, [this.tenantId, ...values]);
  }

  /** Sessions of a day begin half an hour and a bit apart. */
  private at({ session: n, day: of }: { session: number; day: number }): number {
    return this.centre + of * DAY + n * 37 * MINUTE;
  }

  private async visit({ agent, isSeen, opened, granted, ...when }: Of<'visit'>): Promise<void> {
    const startedAt = this.at(when);
    const plus = (minutes: number | null): number | null => (minutes === null ? null : startedAt + minutes * MINUTE);
    const visit: PastVisit = {
      id: `s${when.session}`,
      agentId: this.agentIds[agent] ?? '',
      startedAt,
      impressionAt: isSeen ? startedAt : null,
      // something of it was reported
      openedAt: isSeen ? plus(opened) : (plus(opened) ?? startedAt),
      grantedAt: plus(granted),
    };
    const isKnown = this.visits.has(visit.id);
    this.visits.set(visit.id, visit);
    if (!isKnown) return insertVisits(this.app.owner, this.tenantId, [visit]);
    await this.app.owner.query('select open_widget_month($1)', [date(startedAt)]);
    await this.run(
      `update widget_visits set agent_id = $3, started_at = $4, impression_at = $5, opened_at = $6, granted_at = $7 where tenant_id = $1 and visit_id = $2`,
      [visit.id, visit.agentId, date(startedAt), date(visit.impressionAt), date(visit.openedAt), date(visit.grantedAt)],
    );
  }

  private async talk({ kind: _kind, session: n, day: of, agent, began, isCounted, ...rest }: Of<'talk'>): Promise<void> {
    const startedAt = this.at({ session: n, day: of }) + began * MINUTE;
    const talk: PastTalk = { sessionId: `s${n}`, agentId: this.agentIds[agent] ?? '', channel: 'widget', startedAt, countedAt: isCounted ? startedAt : null, ...rest }; // prettier-ignore
    const isKnown = this.talks.has(talk.sessionId);
    this.talks.set(talk.sessionId, talk);
    if (!isKnown) return insertTalks(this.app.owner, this.tenantId, [talk]);
    await this.run(
      `update conversations set agent_id = $3, outcome = $4, visitor_id = $5, country = $6, device = $7, browser = $8, started_at = $9, counted_at = $10
        where tenant_id = $1 and session_id = $2`,
      [
        talk.sessionId,
        talk.agentId,
        talk.outcome,
        talk.visitorId,
        talk.country,
        talk.device,
        talk.browser,
        date(startedAt),
        date(talk.countedAt),
      ],
    );
  }

  private async ask(asked: Of<'ask'>): Promise<void> {
    this.asked = asked;
    const { kind: _kind, from, days, agent, ...rest } = asked;
    const dayOf = (offset: number): string => new Date(this.centre + offset * DAY).toISOString().slice(0, 10);
    const agentId = agent === null ? null : (this.agentIds[agent] ?? null);
    const question: Question = { first: dayOf(from - days), from: dayOf(from), to: dayOf(from + days), agentId, ...rest };
    const query = EngagementQuery.parse({
      from: question.from,
      to: question.to,
      interval: rest.interval,
      timeZone: rest.timeZone,
      funnel: rest.mode,
      ...(agentId !== null && { agentId }),
    });
    const answer = await this.app.get(EngagementAnalyticsService).report({ tenantId: tenantIdOf(this.tenantId) }, query);
    expectCounted(answer, { visits: [...this.visits.values()], talks: [...this.talks.values()] }, question);
  }
}

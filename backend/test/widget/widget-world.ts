import { type Agent, type Problem } from '@orbisvoice/shared-dto';
import { createAgent } from '../factories/entities.js';
import { BROWSER } from '../factories/tenant-world.js';
import { type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';

/** A visit as it stands in the table. */
export interface VisitRow {
  readonly visit_id: string;
  readonly agent_id: string;
  readonly visitor_id: string | null;
  readonly started_at: Date;
  readonly impression_at: Date | null;
  readonly opened_at: Date | null;
  readonly granted_at: Date | null;
  readonly device: string | null;
  readonly browser: string | null;
  readonly country: string | null;
  readonly month: string;
}

/** What a test may change of a report. */
export interface Report {
  readonly origin?: string;
  readonly userAgent?: string;
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A tenant whose agent stands on a website. */
export class Website {
  constructor(
    readonly app: TestApp,
    readonly owner: TestOwner,
    readonly agent: Agent,
  ) {}

  static async of(app: TestApp, over: { allowedOrigins?: string[] } = {}): Promise<Website> {
    const owner = await app.signUp();
    return new Website(app, owner, await createAgent(app, owner.token, over));
  }

  /** Sends events as a page does. */
  report(events: unknown, { origin, userAgent = BROWSER, address = '203.0.113.7', headers }: Report = {}): Promise<TestAnswer<Problem>> {
    return this.app.request<Problem>('POST', `/widget/events?agent=${this.agent.publicKey}`, {
      body: { events },
      headers: { 'user-agent': userAgent, 'x-forwarded-for': address, ...(origin !== undefined && { origin }), ...headers },
    });
  }

  /** The visits of the tenant, with the partition each lies in. */
  async visits(): Promise<VisitRow[]> {
    const { rows } = await this.app.owner.query<VisitRow>(
      'select v.*, v.tableoid::regclass::text as month from widget_visits v where tenant_id = $1 order by started_at, visit_id',
      [this.owner.tenantId],
    );
    return rows;
  }
}

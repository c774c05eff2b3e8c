import { Conversation, type Agent, type Problem, type UsageSummary } from '@orbisvoice/shared-dto';
import { Usage } from '../../src/modules/billing/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';

interface Turn {
  readonly speaker: string;
  readonly text?: string;
  readonly latencyMs?: number;
  readonly startedAt?: string;
  readonly stages?: Readonly<Record<string, number>>;
}

/** A tenant with one agent, and the calls an integrator makes. */
export class Talker {
  private sessions = 0;

  constructor(
    readonly app: TestApp,
    readonly owner: TestOwner,
    readonly agentId: string,
  ) {}

  static async of(app: TestApp): Promise<Talker> {
    const owner = await app.signUp();
    const body = { name: 'Ava', systemPrompt: 'Answer politely.' };
    const { body: agent } = await app.request<Agent>('POST', '/agents', { token: owner.token, body });
    return new Talker(app, owner, agent.id);
  }

  post<T = Problem>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<TestAnswer<T>> {
    return this.app.request<T>('POST', path, { token: this.owner.token, body, headers });
  }

  get<T = Problem>(path: string): Promise<TestAnswer<T>> {
    return this.app.request<T>('GET', path, { token: this.owner.token });
  }

  /** Starts a session and expects it to be let in. */
  async start(over: Record<string, unknown> = {}): Promise<Conversation> {
    const body = { agentId: this.agentId, sessionId: `session-${++this.sessions}`, ...over };
    const answer = await this.post<Conversation>('/conversations', body);
    if (answer.status !== 201) throw new Error(`start answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return Conversation.parse(answer.body);
  }

  say(id: string, ...turns: Turn[]): Promise<TestAnswer<Problem>> {
    return this.post(`/conversations/${id}/turns`, { turns: turns.map((turn) => ({ text: 'Hello', ...turn })) });
  }

  usage(): Promise<UsageSummary> {
    return this.app.get(Usage).summary(tenantIdOf(this.owner.tenantId));
  }

  /** `[used, reserved]` of the current period. */
  async places(): Promise<[number, number]> {
    const { used, reserved } = await this.usage();
    return [used, reserved];
  }

  /** Leaves exactly this many places in the current period. */
  async leave(places: number): Promise<void> {
    await this.app.owner.query('select usage_open(array[$1::uuid])', [this.owner.tenantId]);
    await this.app.owner.query(
      `update usage_periods set lim = used + reserved + $2, ceiling = used + reserved + $2 where tenant_id = $1 and period_end > now()`,
      [this.owner.tenantId, places],
    );
  }
}

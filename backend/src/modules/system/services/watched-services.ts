import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { failureCause } from '../../../platform/http/failure-cause.js';
import { IntegrationJournal } from '../../../platform/reports/integration-journal.js';
import { Integrations } from '../../../platform/reports/integrations.js';
import { AllTenantsIntegrationRepository } from '../persistence/all-tenants-integration.repository.js';

const TIMEOUT_MS = 5_000;
/** Each is asked once a minute: what nobody reported for longer says nothing about now. */
const STALE_MS = 5 * 60_000;

/**
 * Services next to the platform that it never calls itself: nothing would be known of them if nobody asked. Every answer is noted in the
 * journal, as every call of the other integrations is.
 */
@Injectable()
export class WatchedServices implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly integrations: Integrations,
    private readonly journal: IntegrationJournal,
    private readonly rows: AllTenantsIntegrationRepository,
  ) {}

  onModuleInit(): void {
    for (const { name, url } of this.config.system.watchedServices) {
      this.integrations.add({ name, kind: 'service', probe: () => this.ask(name, url) });
    }
  }

  /** Asks all at once; one that is down is noted, which is all that is asked. */
  async askAll(): Promise<void> {
    await Promise.allSettled(this.config.system.watchedServices.map(({ name, url }) => this.ask(name, url)));
  }

  /** Those that are down by the latest word of all processes; null when there are none to watch, or nobody asked for a while. */
  async down(now: Date): Promise<readonly string[] | null> {
    const names = this.config.system.watchedServices.map(({ name }) => name);
    if (names.length === 0) return null;
    const { heard, down } = await this.rows.downAmong(names, new Date(now.getTime() - STALE_MS));
    return heard === 0 ? null : down;
  }

  private ask(name: string, url: string): Promise<string> {
    return this.journal.watch(name, () => answerOf(url));
  }
}

/** What it said. A redirect is not followed: who answers elsewhere is not who was asked. The body is nobody's business. */
async function answerOf(url: string): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { redirect: 'manual', signal }).catch((error: unknown) => {
    throw new Error(signal.aborted ? `no answer in ${TIMEOUT_MS / 1_000} seconds` : `no answer: ${failureCause(error)}`, { cause: error });
  });
  const { status, ok } = response;
  await response.body?.cancel();
  if (ok) return `It answers ${status}`;
  throw new Error(status >= 300 && status < 400 ? `It answers ${status}, a redirect, which is not followed` : `It answers ${status}`);
}

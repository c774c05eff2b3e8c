import { Injectable } from '@nestjs/common';

/** What kind of thing answers: the page groups and words by it. */
export type IntegrationKind = 'database' | 'cache' | 'payments' | 'email' | 'storage' | 'webhooks';

/** Something outside the process that the platform depends on. */
export interface Integration {
  /** The name the journal knows it by. */
  readonly name: string;
  readonly kind: IntegrationKind;
  /**
   * Asks it something that changes nothing there. Resolves with what it said, in a sentence; rejects when it is down or refuses us. Null where
   * there is nobody to ask: a webhook only ever arrives.
   */
  readonly probe: (() => Promise<string>) | null;
  /** Asked by every process every few seconds: only what is ours, and costs nothing. */
  readonly beat?: () => Promise<unknown>;
}

/** The integrations this installation is configured for; each module adds its own at boot, and nobody pretends there are others. */
@Injectable()
export class Integrations {
  private readonly known = new Map<string, Integration>();

  add(integration: Integration): void {
    if (this.known.has(integration.name)) throw new Error(`integration ${integration.name} is added twice`);
    this.known.set(integration.name, integration);
  }

  all(): readonly Integration[] {
    return [...this.known.values()];
  }

  named(name: string): Integration | undefined {
    return this.known.get(name);
  }
}

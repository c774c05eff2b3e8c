import { Injectable } from '@nestjs/common';
import type { BuiltInIntegration, IntegrationKind } from '@orbisvoice/shared-dto/values';

/** The name the journal knows it by. Only a watched service is called as the settings say; the others' names are not free for it. */
type Named =
  | { readonly name: BuiltInIntegration; readonly kind: Exclude<IntegrationKind, 'service'> }
  | { readonly name: string; readonly kind: 'service' };

/** Something outside the process that the platform depends on. */
export type Integration = Named & {
  /**
   * Asks it something that changes nothing there. Resolves with what it said, in a sentence; rejects when it is down or refuses us. Null where
   * there is nobody to ask: a webhook only ever arrives.
   */
  readonly probe: (() => Promise<string>) | null;
  /** Asked by every process every few seconds: only what is ours, and costs nothing. */
  readonly beat?: () => Promise<unknown>;
};

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

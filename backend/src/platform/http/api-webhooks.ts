import { Injectable } from '@nestjs/common';
import { type WebhooksObject } from '@nestjs/swagger';

/** The requests that the platform makes to others, for its description. Who makes them tells them here. */
@Injectable()
export class ApiWebhooks {
  private readonly told: Record<string, WebhooksObject[string]> = {};

  /** @throws Error for a name that somebody else has told */
  describe(webhooks: WebhooksObject): void {
    for (const [name, webhook] of Object.entries(webhooks)) {
      if (this.told[name]) throw new Error(`webhook ${name} is described twice`);
      this.told[name] = webhook;
    }
  }

  get all(): WebhooksObject {
    return this.told;
  }
}

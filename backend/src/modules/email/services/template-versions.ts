import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { TEMPLATES } from '../generated/templates.js';
import { AllTenantsTemplateVersionsRepository, type TemplateSources } from '../persistence/all-tenants-template-versions.repository.js';
import type { TemplateName } from '../persistence/email-message.js';

/** The name of a version is the hash of its sources: two builds with the same template agree without asking each other. */
export const versionOf = ({ subject, html, text }: TemplateSources): string =>
  sha256(JSON.stringify([subject, html, text])).toString('hex');

/** Keeps the sources of every template that mails are filled into, so that a mail can be shown as it was after the template changed. */
@Injectable()
export class TemplateVersions {
  private readonly kept = new Map<TemplateName, Promise<string>>();

  constructor(
    private readonly versions: AllTenantsTemplateVersionsRepository,
    private readonly clock: Clock,
  ) {}

  /** The version of a template in this build. It is kept before the first mail uses it, once per process. */
  current(template: TemplateName): Promise<string> {
    const known = this.kept.get(template);
    if (known) return known;
    const keeping = this.keep(template);
    this.kept.set(template, keeping);
    // a database that was away is asked again by the next mail; this one hears of it from its own await
    keeping.catch(() => this.kept.delete(template));
    return keeping;
  }

  /** The sources of a version; null for one nobody kept. */
  sources(version: string): Promise<TemplateSources | null> {
    return this.versions.find(version);
  }

  private async keep(template: TemplateName): Promise<string> {
    const { subject, html, text } = TEMPLATES[template];
    const version = versionOf({ subject, html, text });
    await this.versions.keep(version, { template, subject, html, text, createdAt: this.clock.now() });
    return version;
  }
}

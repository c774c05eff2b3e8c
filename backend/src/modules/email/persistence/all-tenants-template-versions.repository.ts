import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** What a template consisted of at one time. */
export interface TemplateSources {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Every version of a template that a mail was ever filled into. They belong to no tenant. */
@Injectable()
export class AllTenantsTemplateVersionsRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Keeps a version; one that is known already stays as it is. */
  async keep(version: string, of: TemplateSources & { readonly template: string; readonly createdAt: Date }): Promise<void> {
    await this.database.query({
      text: `insert into email_template_versions (version, template, subject, html, text, created_at) values ($1, $2, $3, $4, $5, $6)
             on conflict (version) do nothing`,
      values: [version, of.template, of.subject, of.html, of.text, of.createdAt],
    });
  }

  async find(version: string): Promise<TemplateSources | null> {
    const [row] = await this.database.query<TemplateSources>({
      name: 'email.template_version',
      text: 'select subject, html, text from email_template_versions where version = $1',
      values: [version],
    });
    return row ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import type { EmailCategory } from '@orbisvoice/shared-dto/values';
import { categoryOf } from '../domain/category.js';
import { SAMPLES } from '../generated/samples.js';
import { SAMPLE_LINKS, TEMPLATES } from '../generated/templates.js';
import type { TemplateName } from '../persistence/email-message.js';
import { isTemplate } from './preview-tickets.js';
import { TemplateRenderer, type RenderedEmail } from './template-renderer.js';
import { versionOf } from './template-versions.js';

/** A template filled with its sample. */
export interface SampledTemplate extends RenderedEmail {
  readonly name: TemplateName;
  readonly category: EmailCategory;
  readonly preview: string;
  readonly version: string;
  readonly hasOneTimeLink: boolean;
}

/** Every template as its sample shows it. */
@Injectable()
export class TemplateGallery {
  constructor(private readonly renderer: TemplateRenderer) {}

  /** By name. */
  list(): SampledTemplate[] {
    return Object.keys(TEMPLATES)
      .filter(isTemplate)
      .sort()
      .map((name) => this.sampled(name));
  }

  /** Null when there is no such template. */
  find(name: string): SampledTemplate | null {
    return isTemplate(name) ? this.sampled(name) : null;
  }

  private sampled(name: TemplateName): SampledTemplate {
    const { preview, data } = SAMPLES[name];
    const template = TEMPLATES[name];
    return {
      name,
      category: categoryOf(template, data),
      preview,
      version: versionOf(template).slice(0, 16),
      hasOneTimeLink: template.link !== null,
      ...this.renderer.render(name, { ...SAMPLE_LINKS, ...data }),
    };
  }
}

import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { headerText } from '../domain/header-text.js';
import { oneLine } from '../domain/one-line.js';
import { wrapText } from '../domain/wrap-text.js';
import { TEMPLATES } from '../generated/templates.js';
import type { TemplateSources } from '../persistence/all-tenants-template-versions.repository.js';
import type { TemplateName } from '../persistence/email-message.js';

/** A filled template. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Fill = (data: object) => string;
type CompiledTemplate = Readonly<Record<keyof TemplateSources, Fill>>;

/**
 * Fills templates. MJML became HTML at build time; what is left is compiled once per process, on first use, in strict mode: a variable
 * that is missing fails the mail instead of leaving a hole. Values are escaped in HTML, and only there.
 */
@Injectable()
export class TemplateRenderer {
  private readonly compiled = new Map<TemplateName, CompiledTemplate>();

  render(template: TemplateName, data: object): RenderedEmail {
    const compiled = this.compiled.get(template) ?? compile(TEMPLATES[template]);
    this.compiled.set(template, compiled);
    return fill(compiled, data);
  }

  /** Fills sources of another time. Compiled for this once: copies are looked at by people. */
  renderSources(sources: TemplateSources, data: object): RenderedEmail {
    return fill(compile(sources), data);
  }
}

const plain = (source: string): Fill => Handlebars.compile(source, { strict: true, noEscape: true });

const compile = ({ subject, html, text }: TemplateSources): CompiledTemplate => ({
  subject: plain(subject),
  html: Handlebars.compile(html, { strict: true }),
  text: plain(text),
});

function fill({ subject, html, text }: CompiledTemplate, data: object): RenderedEmail {
  const said = Object(oneLine(data)) as object;
  return { subject: headerText(subject(said)), html: html(said), text: wrapText(text(said)) };
}

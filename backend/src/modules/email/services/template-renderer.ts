import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { headerText } from '../domain/header-text.js';
import { oneLine } from '../domain/one-line.js';
import { wrapText } from '../domain/wrap-text.js';
import { TEMPLATES } from '../generated/templates.js';
import type { TemplateName } from '../persistence/email-message.js';

/** A filled template. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Fill = (data: object) => string;

/**
 * Fills templates. MJML became HTML at build time; what is left is compiled once per process, on first use, in strict mode: a variable
 * that is missing fails the mail instead of leaving a hole. Values are escaped in HTML, and only there.
 */
@Injectable()
export class TemplateRenderer {
  private readonly compiled = new Map<TemplateName, { subject: Fill; html: Fill; text: Fill }>();

  render(template: TemplateName, data: object): RenderedEmail {
    const { subject, html, text } = this.compiledOf(template);
    const said = Object(oneLine(data)) as object;
    return { subject: headerText(subject(said)), html: html(said), text: wrapText(text(said)) };
  }

  private compiledOf(template: TemplateName): { subject: Fill; html: Fill; text: Fill } {
    const known = this.compiled.get(template);
    if (known) return known;
    const source = TEMPLATES[template];
    const compiled = { subject: plain(source.subject), html: Handlebars.compile(source.html, { strict: true }), text: plain(source.text) };
    this.compiled.set(template, compiled);
    return compiled;
  }
}

const plain = (source: string): Fill => Handlebars.compile(source, { strict: true, noEscape: true });

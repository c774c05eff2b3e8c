import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { TEMPLATES } from '../generated/templates.js';
import type { TemplateName } from '../persistence/email-message.js';

const PURPOSE = 'e-mail preview';
/** Long enough to look at a mail and switch its views, too short to be passed on. */
const LASTS_MS = 10 * 60_000;

/** A mail to be looked at: the copy of one that was sent, or a template with its sample. */
export type Previewed =
  { readonly kind: 'copy'; readonly tenantId: TenantId; readonly id: string } | { readonly kind: 'template'; readonly name: TemplateName };

/**
 * Names a mail to be framed. A frame cannot send the bearer token that reads need, so what staff was allowed to read hands out a sealed,
 * short-lived name of exactly that page (decision 25).
 */
@Injectable()
export class PreviewTickets {
  constructor(
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  /** The address of the page; `?scheme=dark` shows it to a reader with a dark system. */
  urlOf(previewed: Previewed): string {
    const until = this.clock.now().getTime() + LASTS_MS;
    const name = previewed.kind === 'copy' ? [previewed.tenantId, previewed.id] : [previewed.name];
    return `/api/email-previews/${this.keys.seal(PURPOSE, JSON.stringify([until, ...name]))}`;
  }

  /** Null for what was not handed out here, or too long ago. */
  read(ticket: string): Previewed | null {
    const text = this.keys.open(PURPOSE, ticket);
    if (text === null) return null;
    const [until, first, second] = JSON.parse(text) as readonly [number, string, string?];
    if (until < this.clock.now().getTime()) return null;
    if (second !== undefined) return { kind: 'copy', tenantId: tenantIdOf(first), id: second };
    return isTemplate(first) ? { kind: 'template', name: first } : null;
  }
}

/** Whether there is such a template. */
export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(TEMPLATES, name);

import * as z from 'zod';
import { headerText } from '../domain/header-text.js';
import type { Fate, ProviderEvent } from '../domain/bounce-policy.js';

const DETAIL_LENGTH = 500;
const MARK = 'orbis_message';
const text = z.string().max(10_000);

/** Tags come as an object; older webhooks list them. */
const Tags = z.union([z.record(z.string(), z.string()), z.array(z.object({ name: z.string(), value: z.string() }))]);
const Event = z.object({
  type: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  data: z.object({
    email_id: z
      .string()
      .max(500)
      .regex(/^[^\p{Cc}]+$/u)
      .optional(),
    created_at: z.string().optional(),
    tags: Tags.optional().catch(undefined),
    bounce: z.object({ type: text.optional(), subType: text.optional(), message: text.optional() }).optional(),
    failed: z.object({ reason: text.optional() }).optional(),
  }),
});
type Event = z.infer<typeof Event>;

const FATES: Readonly<Record<string, Fate>> = {
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'deferred',
  'email.failed': 'failed',
  'email.complained': 'complained',
};

function fateOf({ type, data }: Event): Fate | null {
  if (type === 'email.bounced') return data.bounce?.type === 'Permanent' ? 'bounced' : 'soft_bounced';
  return FATES[type] ?? null;
}

function markOf(tags: z.infer<typeof Tags> | undefined): string | null {
  const mark = Array.isArray(tags) ? tags.find(({ name }) => name === MARK)?.value : tags?.[MARK];
  return z.uuid().safeParse(mark).data ?? null;
}

/** Resend's event; the id of the webhook is the event's. Null when it is none of ours to act upon, undefined when it cannot be read. */
export function resendEventOf(eventId: string, given: unknown): ProviderEvent | null | undefined {
  const { data: event } = Event.safeParse(given);
  if (!event) return undefined;
  const fate = fateOf(event);
  if (fate === null) return null;
  const { email_id: id, tags, bounce, failed } = event.data;
  const detail = headerText([bounce?.type, bounce?.subType, bounce?.message ?? failed?.reason].filter(Boolean).join(' ')).slice(
    0,
    DETAIL_LENGTH,
  );
  return {
    provider: 'resend',
    eventId,
    fate,
    detail: detail || null,
    at: new Date(event.created_at),
    messageId: markOf(tags),
    providerMessageId: id ?? null,
  };
}

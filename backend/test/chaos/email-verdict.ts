import type pg from 'pg';
import type { AcceptedMail } from '../email/faulty-smtp.js';

interface Evidence {
  readonly owner: pg.Pool;
  readonly accepted: readonly AcceptedMail[];
  /** How many kills found a mail answered and not marked. */
  readonly inDoubt: ReadonlyMap<string, number>;
}

interface Verdict {
  readonly checks: Readonly<Record<string, boolean>>;
  readonly counts: Readonly<Record<string, number>>;
}

interface Row {
  readonly id: string;
  readonly dedupe_key: string;
  readonly recipient: string;
  readonly status: string;
}

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  new Set(left).size === new Set(right).size && left.every((value) => right.includes(value));

/** Compares what happened, what was ordered and what reached the mail server. */
export async function judgeMails({ owner, accepted, inDoubt }: Evidence): Promise<Verdict> {
  const { rows } = await owner.query<Row>('select id, dedupe_key, recipient, status from email_messages');
  const { rows: facts } = await owner.query<{ id: string; email: string }>(
    `select o.id, u.email from outbox_events o join users u on u.id = (o.payload ->> 'userId')::uuid`,
  );
  const times = new Map<string, number>();
  for (const { messageId } of accepted) times.set(messageId, (times.get(messageId) ?? 0) + 1);
  const timesOf = (id: string): number => times.get(`<${id}@orbisvoice.example>`) ?? 0;
  const owed = new Map(facts.map(({ id, email }) => [id, email]));
  const recipients = new Map(rows.map(({ id, recipient }) => [`<${id}@orbisvoice.example>`, recipient]));
  return {
    checks: {
      'every fact has exactly one mail, to the right person':
        rows.length === facts.length &&
        sameSet(
          rows.map(({ dedupe_key: key }) => key),
          facts.map(({ id }) => id),
        ) &&
        rows.every(({ dedupe_key: key, recipient }) => owed.get(key) === recipient),
      'every mail is marked sent, or failed for people to see': rows.every(({ status }) => status === 'sent' || status === 'failed'),
      'every mail that is marked sent reached the server': rows.every(({ id, status }) => status !== 'sent' || timesOf(id) > 0),
      'no mail came more than twice': [...times.values()].every((count) => count <= 2),
      'the server got nothing else': accepted.every(({ messageId, to }) => recipients.get(messageId) === to),
      'a mail came again only after a kill between answer and mark, once for each, with the same Message-ID': rows.every(
        ({ id }) => timesOf(id) <= 1 + (inDoubt.get(id) ?? 0),
      ),
    },
    counts: {
      facts: facts.length,
      mails: rows.length,
      received: accepted.length,
      distinct: times.size,
      repeated: accepted.length - times.size,
      failed: rows.filter(({ status }) => status === 'failed').length,
      mostOfOne: Math.max(0, ...times.values()),
    },
  };
}

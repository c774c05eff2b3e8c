/** An address with the name people see. */
export interface Mailbox {
  readonly email: string;
  readonly name: string | null;
}

/** Takes `Name <address>` or a bare address apart. */
export function mailboxOf(text: string): Mailbox {
  const [, name = '', address] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text) ?? [];
  return address === undefined ? { email: text.trim(), name: null } : { email: address, name: name || null };
}

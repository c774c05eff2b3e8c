/** What a header must not contain: control characters (CR and LF start a new header) and the line separators of Unicode. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** What a reader would decode (RFC 2047), line ends and all, though nobody encoded it. */
const ENCODED_WORD = /=(?=\?)/g;

/** Any text as one line. */
export const singleLine = (text: string): string => text.replace(UNSAFE, ' ').replace(/ {2,}/g, ' ').trim();

/** One line of text that cannot leave its header, as it stands there and as it is shown. */
export const headerText = (text: string): string => singleLine(text).replace(ENCODED_WORD, '= ').trim();

/** The domain of a From header such as `OrbisVoice <hello@orbisvoice.example>`. */
export function domainOf(from: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1];
  if (!domain) throw new Error(`EMAIL_FROM "${from}" has no domain`);
  return domain;
}

/**
 * The Message-ID of a message: always the same for the same row, so that a mail sent twice (a crash between SMTP's answer and our mark)
 * is one mail to a mailbox that looks for duplicates.
 */
export const messageIdOf = (id: string, from: string): string => `<${id}@${domainOf(from)}>`;

import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { domainOf } from './header-text.js';

/** What DNS says of a sending domain. Null: it could not be asked. */
export interface DomainRecords {
  readonly txt: readonly string[] | null;
  readonly dmarc: readonly string[] | null;
}

export type Verdict = 'good' | 'missing' | 'weak' | 'unknown';

/** One line of the report: what there is, and the record that would be right. */
export interface DomainFinding {
  readonly check: 'SPF' | 'DMARC';
  readonly verdict: Verdict;
  readonly found: string | null;
  readonly advice: string;
}

/** What each provider wants in the SPF record of the domain that its mail returns to. */
const SPF_INCLUDE: Readonly<Record<EmailTransportName, string>> = {
  smtp: 'include:<your mail provider>',
  sendgrid: 'include:sendgrid.net',
  resend: 'include:amazonses.com',
};

/** The domains mail is written from, once each. */
export const sendingDomains = (senders: readonly string[]): string[] => [...new Set(senders.map(domainOf))];

/** The SPF record for a domain that sends these ways and no other. */
const spfRecord = (transports: readonly EmailTransportName[]): string =>
  ['v=spf1', ...transports.map((name) => SPF_INCLUDE[name]), '-all'].join(' ');

/** A first DMARC record: asks for reports, refuses nothing yet. */
const dmarcRecord = (domain: string): string => `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`;

function spfFinding({ txt }: DomainRecords, transports: readonly EmailTransportName[]): DomainFinding {
  const advice = `TXT @ "${spfRecord(transports)}"`;
  if (txt === null) return { check: 'SPF', verdict: 'unknown', found: null, advice };
  const records = txt.filter((record) => /^v=spf1\b/i.test(record));
  const [found = null] = records;
  if (found === null) return { check: 'SPF', verdict: 'missing', found, advice };
  if (records.length > 1)
    return { check: 'SPF', verdict: 'weak', found: records.join(' | '), advice: 'Keep one: with two, SPF fails for both.' };
  const lacking = transports.filter((name) => name !== 'smtp' && !found.includes(SPF_INCLUDE[name]));
  if (lacking.length > 0) return { check: 'SPF', verdict: 'weak', found, advice };
  const isOpen = !/[~-]all\b/i.test(found) && !/\bredirect=/i.test(found);
  return { check: 'SPF', verdict: isOpen ? 'weak' : 'good', found, advice };
}

function dmarcFinding(domain: string, { dmarc }: DomainRecords): DomainFinding {
  const advice = `TXT _dmarc "${dmarcRecord(domain)}"`;
  if (dmarc === null) return { check: 'DMARC', verdict: 'unknown', found: null, advice };
  const found = dmarc.find((record) => /^v=DMARC1\b/i.test(record)) ?? null;
  if (found === null) return { check: 'DMARC', verdict: 'missing', found, advice };
  const isStrict = /\bp=(?:quarantine|reject)\b/i.test(found);
  const next = 'When the reports name nobody but you: p=quarantine, later p=reject.';
  return { check: 'DMARC', verdict: isStrict ? 'good' : 'weak', found, advice: isStrict ? advice : next };
}

/** What is right and what is not, for one domain. */
export const domainFindings = (domain: string, records: DomainRecords, transports: readonly EmailTransportName[]): DomainFinding[] => [
  spfFinding(records, transports),
  dmarcFinding(domain, records),
];

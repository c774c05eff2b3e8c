import { Resolver } from 'node:dns/promises';
import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { type DomainFinding, domainFindings, sendingDomains } from '../domain/sending-domain.js';

const TIMEOUT_MS = 3000;
/** The domain was asked for and has no such record. */
const ABSENT = ['ENODATA', 'ENOTFOUND'];

/** Reads text records; the network's own resolver outside of tests. */
export type ResolveTxt = (name: string) => Promise<string[][]>;

/** The resolver of this machine, which gives up soon. One that does not know the root knows nothing: its "not found" means "not asked". */
export function systemResolver(): ResolveTxt {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
  const root = resolver.resolveNs('.').then(
    () => true,
    () => false,
  );
  return async (name) => {
    if (!(await root)) throw Object.assign(new Error('no DNS beyond this network'), { code: 'EREFUSED' });
    return resolver.resolveTxt(name);
  };
}

/** The text records of a name; null when DNS could not be asked. A long record comes in pieces. */
async function recordsOf(name: string, resolve: ResolveTxt): Promise<string[] | null> {
  try {
    return (await resolve(name)).map((pieces) => pieces.join(''));
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    return ABSENT.includes(code) ? [] : null;
  }
}

/** What DNS says of one domain. */
export interface DomainReport {
  readonly domain: string;
  readonly findings: readonly DomainFinding[];
}

/** Looks every sending domain up; reads only. */
export function checkDomains(
  senders: readonly string[],
  transports: readonly EmailTransportName[],
  resolve: ResolveTxt,
): Promise<DomainReport[]> {
  return Promise.all(
    sendingDomains(senders).map(async (domain) => {
      const [txt, dmarc] = await Promise.all([recordsOf(domain, resolve), recordsOf(`_dmarc.${domain}`, resolve)]);
      return { domain, findings: domainFindings(domain, { txt, dmarc }, transports) };
    }),
  );
}

const DKIM: Readonly<Record<EmailTransportName, string>> = {
  smtp: 'your mail server signs: publish the 2048-bit key it names, on the domain of the sender',
  sendgrid: 'Settings → Sender Authentication: publish the CNAMEs it shows (s1._domainkey, s2._domainkey and the return path)',
  resend: 'Domains → Add domain: publish what it shows (resend._domainkey, and MX and TXT of the send. subdomain)',
};
const TRACKING: Partial<Record<EmailTransportName, string>> = {
  sendgrid: 'turned off with every mail; nothing to set',
  resend: 'a setting of the domain there: leave open and click tracking off',
};
const OWN_SERVER =
  'an own mail server needs a name in DNS, a PTR record of its address that leads back to the same name, TLS, and that name in its greeting';

const MARKS: Readonly<Record<DomainFinding['verdict'], string>> = {
  good: 'ok',
  missing: 'MISSING',
  weak: 'WEAK',
  unknown: 'could not be resolved',
};

function lines({ domain, findings }: DomainReport): string[] {
  const checks = findings.flatMap(({ check, verdict, found, advice }) => [
    `  ${check}: ${MARKS[verdict]}${found === null ? '' : `: ${found}`}`,
    ...(verdict === 'good' ? [] : [`    ${advice}`]),
  ]);
  return [domain, ...checks];
}

/** The report for people: records to copy first, then what each way out wants. */
export function formatReport(reports: readonly DomainReport[], transports: readonly EmailTransportName[]): string {
  const ways = transports.flatMap((name) => [
    `  DKIM: ${DKIM[name]}`,
    ...(TRACKING[name] === undefined ? [] : [`  Tracking: ${TRACKING[name]}`]),
    ...(name === 'smtp' ? [`  Server: ${OWN_SERVER}`] : []),
  ]);
  return `${[...reports.flatMap(lines), `by ${transports.join(', then ')}`, ...ways].join('\n')}\n`;
}

/** 0: all is well. 1: something is missing or weak. 2: DNS could not be asked, and nothing else is known to be wrong. */
export function exitCodeOf(reports: readonly DomainReport[]): number {
  const verdicts = reports.flatMap(({ findings }) => findings.map(({ verdict }) => verdict));
  if (verdicts.includes('missing') || verdicts.includes('weak')) return 1;
  return verdicts.includes('unknown') ? 2 : 0;
}

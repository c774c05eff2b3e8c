import { checkDomains, exitCodeOf, formatReport, type ResolveTxt } from './domain-check.js';

const failing = (code: string) => Object.assign(new Error(code), { code });
const dns =
  (records: Readonly<Record<string, string[][]>>): ResolveTxt =>
  (name) =>
    records[name] ? Promise.resolve(records[name]) : Promise.reject(failing('ENOTFOUND'));
const SENDERS = ['Orbis <hello@mail.example>', 'News <news@news.example>'];

it('is content with a domain that is in order', async () => {
  const records = {
    'mail.example': [['v=spf1 include:sendgrid', '.net -all']],
    '_dmarc.mail.example': [['v=DMARC1; p=reject']],
  };
  const reports = await checkDomains([SENDERS[0] ?? ''], ['sendgrid'], dns(records));
  expect(exitCodeOf(reports)).toBe(0);
  const text = formatReport(reports, ['sendgrid']);
  expect(text).toContain('mail.example\n  SPF: ok: v=spf1 include:sendgrid.net -all\n  DMARC: ok: v=DMARC1; p=reject\nby sendgrid\n');
  expect(text).toContain('DKIM: Settings → Sender Authentication');
});

it('prints the exact records of every domain that lacks them', async () => {
  const reports = await checkDomains(SENDERS, ['resend', 'smtp'], dns({}));
  expect(exitCodeOf(reports)).toBe(1);
  const text = formatReport(reports, ['resend', 'smtp']);
  for (const domain of ['mail.example', 'news.example']) {
    expect(text).toContain(`${domain}\n  SPF: MISSING\n    TXT @ "v=spf1 include:amazonses.com include:<your mail provider> -all"\n`);
    expect(text).toContain(`  DMARC: MISSING\n    TXT _dmarc "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"\n`);
  }
  expect(text).toContain('PTR record');
});

it('says what could not be resolved instead of calling it missing', async () => {
  const reports = await checkDomains(SENDERS, ['smtp'], () => Promise.reject(failing('ECONNREFUSED')));
  expect(exitCodeOf(reports)).toBe(2);
  expect(formatReport(reports, ['smtp'])).toContain('SPF: could not be resolved\n    TXT @ "v=spf1');
});

import { domainFindings, sendingDomains, type DomainRecords } from './sending-domain.js';

const verdicts = (records: DomainRecords, transports: ('smtp' | 'sendgrid' | 'resend')[] = ['sendgrid']) =>
  domainFindings('mail.example', records, transports).map(({ check, verdict }) => `${check} ${verdict}`);
const spf = (...txt: string[]) => verdicts({ txt, dmarc: [] })[0];
const dmarc = (...records: string[]) => verdicts({ txt: [], dmarc: records })[1];

it('names each domain that mail is written from once', () =>
  expect(sendingDomains(['Orbis <a@mail.example>', 'b@mail.example', 'News <n@news.example>'])).toEqual(['mail.example', 'news.example']));

it.each([
  [['v=spf1 include:sendgrid.net -all'], 'SPF good'],
  [['google-site-verification=x', 'v=spf1 include:sendgrid.net ~all'], 'SPF good'],
  [['v=spf1 include:sendgrid.net redirect=_spf.example'], 'SPF good'],
  [['v=spf1 include:sendgrid.net ?all'], 'SPF weak'],
  [['v=spf1 include:amazonses.com -all'], 'SPF weak'],
  [['v=spf1 include:sendgrid.net -all', 'v=spf1 mx -all'], 'SPF weak'],
  [['v=spf10 -all'], 'SPF missing'],
  [[], 'SPF missing'],
])('%j: %s', (txt, verdict) => expect(spf(...txt)).toBe(verdict));

it.each([
  [['v=DMARC1; p=reject; rua=mailto:x@y.example'], 'DMARC good'],
  [['v=DMARC1; p=quarantine'], 'DMARC good'],
  [['v=DMARC1; p=none'], 'DMARC weak'],
  [['something else'], 'DMARC missing'],
  [[], 'DMARC missing'],
])('%j: %s', (records, verdict) => expect(dmarc(...records)).toBe(verdict));

it('says unknown, not missing, when DNS could not be asked', () =>
  expect(verdicts({ txt: null, dmarc: null })).toEqual(['SPF unknown', 'DMARC unknown']));

it('prints records that can be copied', () => {
  const advice = domainFindings('mail.example', { txt: [], dmarc: [] }, ['sendgrid', 'resend']).map((finding) => finding.advice);
  expect(advice).toEqual([
    'TXT @ "v=spf1 include:sendgrid.net include:amazonses.com -all"',
    'TXT _dmarc "v=DMARC1; p=none; rua=mailto:dmarc@mail.example"',
  ]);
});

import { readSettings } from './settings.js';

const NEEDED = {
  DATABASE_APP_URL: 'postgres://app@127.0.0.1/orbis',
  DATABASE_PLATFORM_URL: 'postgres://platform@127.0.0.1/orbis',
  AUTH_TOKEN_SECRET: 'a secret of the suite, which is long enough',
  DATA_SECRET: 'another secret of the suite, long enough',
  STRIPE_SECRET_KEY: 'sk_test_suite',
  STRIPE_WEBHOOK_SECRET: 'whsec_suite',
  EMAIL_SMTP_URL: 'smtp://127.0.0.1:25',
};

describe('months for which visits are kept', () => {
  it('are two years and one, unless told', () => {
    expect(readSettings(NEEDED).visits.retentionMonths).toBe(25);
    expect(readSettings({ ...NEEDED, VISIT_RETENTION_MONTHS: '3' }).visits.retentionMonths).toBe(3);
  });

  it.each(['2', '0', '-1', '2.5', '241', 'ever'])('stop the start when they are %s', (months) =>
    expect(() => readSettings({ ...NEEDED, VISIT_RETENTION_MONTHS: months })).toThrow(/VISIT_RETENTION_MONTHS/),
  );
});

describe('the header that names a visitor’s country', () => {
  it('is believed of a trusted proxy', () => {
    expect(readSettings({ ...NEEDED, COUNTRY_HEADER: 'CF-IPCountry', TRUST_PROXY: '10.0.0.1' }).http.countryHeader).toBe('cf-ipcountry');
    expect(readSettings(NEEDED).http.countryHeader).toBeUndefined();
  });

  it.each([
    ['without one', { COUNTRY_HEADER: 'cf-ipcountry' }, /COUNTRY_HEADER: needs TRUST_PROXY/],
    ['with another name than a header’s', { COUNTRY_HEADER: 'a b', TRUST_PROXY: '10.0.0.1' }, /COUNTRY_HEADER: the name of a header/],
  ])('stops the start %s', (_, environment, complaint) => expect(() => readSettings({ ...NEEDED, ...environment })).toThrow(complaint));
});

import { BUILT_IN_INTEGRATIONS } from '@orbisvoice/shared-dto/values';
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
const read = (services: string) => readSettings({ ...NEEDED, WATCHED_SERVICES: services }).system.watchedServices;
const many = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}=http://127.0.0.1/`).join(',');

describe('services that are watched', () => {
  it('are none unless told', () => {
    expect(readSettings(NEEDED).system.watchedServices).toEqual([]);
    expect([read(''), read(' , ')]).toEqual([[], []]);
  });

  it('have a name and an address each, which may have a query of its own', () => {
    expect(read(' engine=https://engine.example/health, google-tools2 = http://tools:8080/up?deep=1&as=ops,')).toEqual([
      { name: 'engine', url: 'https://engine.example/health' },
      { name: 'google-tools2', url: 'http://tools:8080/up?deep=1&as=ops' },
    ]);
    expect(read(many(20))).toHaveLength(20);
  });

  it.each([
    ['without a name', 'https://engine.example/health', /WATCHED_SERVICES: pair 1 needs a name before its `=`/],
    ['with a name that is none', 'engine=https://a.example,My_Engine=https://b.example', /WATCHED_SERVICES: pair 2 needs a name/],
    ['with one name twice', 'engine=https://a.example,engine=https://b.example', /WATCHED_SERVICES: engine is named twice/],
    ['without an address', 'engine', /WATCHED_SERVICES: engine needs an address that begins http/],
    ['with an address of something else', 'engine=ftp://engine.example', /WATCHED_SERVICES: engine needs an address/],
    ['when they are too many', many(21), /WATCHED_SERVICES: at most 20 services/],
  ])('stop the start %s', (_, services, complaint) => expect(() => read(services)).toThrow(complaint));

  it.each(BUILT_IN_INTEGRATIONS)('cannot be called %s, which is the platform’s own', (name) =>
    expect(() => read(`${name}=https://engine.example`)).toThrow(`WATCHED_SERVICES: ${name} is the name of one of the platform’s own`),
  );

  it.each(['https://ops:hunter22@engine.example/', 'https://hunter22@engine.example/', 'https://:hunter22@engine.example/'])(
    'may not carry who asks: %s, and the complaint does not repeat it',
    (url) => {
      const start = () => read(`engine=${url}`);
      expect(start).toThrow(/WATCHED_SERVICES: engine must not have a user name or password/);
      expect(start).not.toThrow(/hunter22/);
    },
  );
});

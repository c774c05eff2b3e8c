import { loginUrl, serviceEnvironment } from './environment.js';
import type { Secrets } from './data-folder.js';
import { worthShowing } from './log-sink.js';
import { parseOptions } from './options.js';
import { restartPause } from './service.js';
import { readLauncherSettings } from './settings.js';

const SECRETS: Secrets = {
  authTokenSecret: 'a',
  dataSecret: 'd',
  stripeSecretKey: 'sk_test_s',
  stripeWebhookSecret: 'whsec_w',
  appPassword: 'p@ss/word',
  platformPassword: 'q',
  demoPassword: 'd',
  metricsToken: 'm',
};

describe('launcher settings', () => {
  it('reads flags and refuses what it does not know', () => {
    expect(parseOptions(['--reset', '--no-demo'])).toEqual({
      isHelp: false,
      isReset: true,
      demo: false,
      conversations: 0,
      isVerbose: false,
    });
    expect(parseOptions(['--conversations=1_000_000']).conversations).toBe(1_000_000);
    expect(() => parseOptions(['--conversations=many'])).toThrow('whole number');
    expect(() => parseOptions(['--conversations=10000001'])).toThrow('10,000,000');
    expect(parseOptions([]).demo).toBeUndefined();
    expect(() => parseOptions(['--rest'])).toThrow('Unknown option --rest');
    expect(() => parseOptions(['--demo', '--no-demo'])).toThrow('contradict');
  });

  it('switches each part to the real thing by its variable', () => {
    expect(readLauncherSettings({}, '/app')).toMatchObject({
      port: 3000,
      dataDir: '/app/.data',
      usesStripeSandbox: true,
      usesMailInbox: true,
    });
    const real = {
      DATABASE_URL: 'postgres://x',
      STRIPE_SECRET_KEY: 'sk_live_1',
      EMAIL_SMTP_URL: 'smtp://mail',
      ORBIS_DATA_DIR: '/var/orbis',
    };
    expect(readLauncherSettings(real, '/app')).toMatchObject({
      databaseUrl: 'postgres://x',
      dataDir: '/var/orbis',
      usesStripeSandbox: false,
      usesMailInbox: false,
    });
    expect(() => readLauncherSettings({ SANDBOX_SMTP_PORT: '70000' }, '/app')).toThrow('SANDBOX_SMTP_PORT is "70000"');
    expect(() => readLauncherSettings({ PORT: '3e3' }, '/app')).toThrow('PORT is "3e3"');
  });

  it('gives the services their own log-ins, never the owner, and lets what was given win', () => {
    const settings = readLauncherSettings({}, '/app');
    const endpoints = { ownerUrl: 'postgres://postgres:owner@127.0.0.1:5/orbis', stripeUrl: 'http://stripe', smtpUrl: undefined };
    const given = { DATABASE_URL: 'postgres://owner', AUTH_TOKEN_SECRET: 'mine', EMAIL_SMTP_URL: 'smtp://mine', LOG_LEVEL: '' };
    const env = serviceEnvironment({ given, settings, secrets: SECRETS, endpoints, root: '/app' });
    expect(env).toMatchObject({
      AUTH_TOKEN_SECRET: 'mine',
      EMAIL_SMTP_URL: 'smtp://mine',
      STRIPE_API_URL: 'http://stripe',
      APPS_DIR: '/app/dist',
    });
    expect(env).not.toHaveProperty('DATABASE_URL');
    expect(env).not.toHaveProperty('LOG_LEVEL');
    expect(JSON.stringify(env)).not.toContain('owner');
    expect(decodeURIComponent(new URL(loginUrl(endpoints.ownerUrl, 'orbis_app', 'p@ss/word')).password)).toBe('p@ss/word');
  });

  it('shows warnings and plain text, keeps chatter in the file', () => {
    expect(worthShowing('{"level":30,"msg":"request done"}', false)).toBeUndefined();
    expect(worthShowing('{"level":30,"msg":"request done"}', true)).toBe('request done');
    expect(worthShowing('{"level":50,"msg":"job failed","err":{"message":"no route"}}', false)).toBe('job failed: no route');
    expect(worthShowing('{"level":"warn","msg":"slow"}', false)).toBe('slow');
    expect(worthShowing('TypeError: x is not a function', false)).toBe('TypeError: x is not a function');
  });

  it('waits longer after each crash, at most half a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(restartPause)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });
});

import { type Settings } from './settings.js';

/** The validated settings of this process, one typed section per concern. Inject it; nothing else reads the environment. */
export class Config {
  readonly http: Settings['http'];
  readonly database: Settings['database'];
  readonly redis: Settings['redis'];
  readonly auth: Settings['auth'];
  readonly data: Settings['data'];
  readonly audit: Settings['audit'];
  readonly stripe: Settings['stripe'];
  readonly billing: Settings['billing'];
  readonly email: Settings['email'];
  readonly files: Settings['files'];
  readonly support: Settings['support'];
  readonly analytics: Settings['analytics'];
  readonly referrals: Settings['referrals'];
  readonly visits: Settings['visits'];
  readonly log: Settings['log'];
  readonly rateLimit: Settings['rateLimit'];
  readonly metrics: Settings['metrics'];
  readonly alerts: Settings['alerts'];
  readonly webhooks: Settings['webhooks'];
  readonly system: Settings['system'];

  constructor(settings: Settings) {
    this.http = settings.http;
    this.database = settings.database;
    this.redis = settings.redis;
    this.auth = settings.auth;
    this.data = settings.data;
    this.audit = settings.audit;
    this.stripe = settings.stripe;
    this.billing = settings.billing;
    this.email = settings.email;
    this.files = settings.files;
    this.support = settings.support;
    this.analytics = settings.analytics;
    this.referrals = settings.referrals;
    this.visits = settings.visits;
    this.log = settings.log;
    this.rateLimit = settings.rateLimit;
    this.metrics = settings.metrics;
    this.alerts = settings.alerts;
    this.webhooks = settings.webhooks;
    this.system = settings.system;
  }
}

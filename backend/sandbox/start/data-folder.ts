import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wipePostgres } from '../postgres/index.js';

/** Generated once per data folder; there is no default credential anywhere. */
export interface Secrets {
  readonly authTokenSecret: string;
  readonly dataSecret: string;
  readonly stripeSecretKey: string;
  readonly stripeWebhookSecret: string;
  readonly appPassword: string;
  readonly platformPassword: string;
  readonly demoPassword: string;
  readonly metricsToken: string;
}

/** How far the demo data got; a seed that was interrupted starts over. */
export type DemoState = 'none' | 'started' | 'done';

const MARKER = 'orbisvoice-data';

const random = (): string => randomBytes(32).toString('base64url');

const newSecrets = (): Secrets => ({
  authTokenSecret: random(),
  dataSecret: random(),
  stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
  stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  appPassword: random(),
  platformPassword: random(),
  // typed by people: letters that cannot be mixed up
  demoPassword: Array.from(randomBytes(16), (byte) => 'abcdefghjkmnpqrstuvwxyz23456789'[byte % 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-'),
  metricsToken: random(),
});

function writeAtomically(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  renameSync(unfinished, file);
}

/** The folder that holds everything a local platform remembers. */
export class DataFolder {
  readonly postgres: string;
  readonly mail: string;
  readonly stripeFile: string;
  readonly logs: string;

  constructor(readonly path: string) {
    this.postgres = join(path, 'postgres');
    this.mail = join(path, 'mail');
    this.stripeFile = join(path, 'stripe.json');
    this.logs = join(path, 'logs');
  }

  /** Makes the folder. Others may pass through it (the database's account must), not list it. */
  prepare(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o711 });
    mkdirSync(this.logs, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.path, MARKER), 'Everything a local OrbisVoice remembers. Delete with: npm start -- --reset\n');
  }

  /** Deletes the folder, and only a folder that is ours. */
  async reset(): Promise<void> {
    if (!existsSync(this.path)) return;
    if (!existsSync(join(this.path, MARKER)) && readdirSync(this.path).length > 0) {
      throw new Error(`${this.path} does not look like a data folder of OrbisVoice: not deleting it.`);
    }
    await wipePostgres(this.postgres);
    rmSync(this.path, { recursive: true, force: true });
  }

  secrets(): Secrets {
    const file = join(this.path, 'secrets.json');
    const kept: Partial<Secrets> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
    const secrets: Secrets = { ...newSecrets(), ...kept };
    if (Object.keys(kept).length < Object.keys(secrets).length) writeAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  }

  get demo(): DemoState {
    const file = join(this.path, 'demo');
    if (!existsSync(file)) return 'none';
    return readFileSync(file, 'utf8').trim() === 'done' ? 'done' : 'started';
  }

  set demo(state: DemoState) {
    writeAtomically(join(this.path, 'demo'), `${state}\n`);
  }
}

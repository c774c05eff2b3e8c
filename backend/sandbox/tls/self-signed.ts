import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate of one's own for `localhost`, and the file that makes it trusted. */
export interface SelfSigned {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly caFile: string;
  remove(): void;
}

/** Makes one for two days, by OpenSSL. */
export function selfSigned(): SelfSigned {
  const folder = mkdtempSync(join(tmpdir(), 'orbis-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  return {
    key: readFileSync(key),
    cert: readFileSync(cert),
    caFile: cert,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

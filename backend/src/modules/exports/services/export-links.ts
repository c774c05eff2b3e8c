import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EXPORT_LINK_SECONDS } from '@orbisvoice/shared-dto/values';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { FileStorage } from '../../../platform/storage/file-storage.js';
import { CONTENT_TYPES } from '../domain/file-name.js';
import type { ExportRow } from '../persistence/export-row.js';

const PURPOSE = 'export file link';
/** The router takes no parameter of more than 100 characters. Two ids, an instant, a mark of the file, and as much of the signature. */
const [ID_BYTES, TIME_BYTES, MARK_BYTES, MAC_BYTES] = [16, 6, 4, 24];
const PAYLOAD_BYTES = 2 * ID_BYTES + TIME_BYTES + MARK_BYTES;
const TOKEN = /^[\w-]{88}$/;

/** What a link opens: one file of one export. */
export interface LinkedFile {
  readonly tenantId: TenantId;
  readonly id: string;
  /** Whether it is the file of this key, and not that of a later run. */
  readonly isFor: (storageKey: string) => boolean;
}

/** Links that open one file without a session, for a few minutes: of the bucket, or of this API with a signature. */
@Injectable()
export class ExportLinks {
  constructor(
    private readonly keys: DataKeys,
    private readonly storage: FileStorage,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async mint(tenantId: TenantId, row: ExportRow & { readonly storageKey: string }): Promise<{ url: string; expiresAt: Date }> {
    const expiresAt = new Date(this.clock.now().getTime() + EXPORT_LINK_SECONDS * 1_000);
    const as = { contentType: CONTENT_TYPES[row.format], fileName: row.fileName, seconds: EXPORT_LINK_SECONDS };
    const direct = await this.storage.link(row.storageKey, as);
    const token = this.sign(Buffer.concat([bytesOf(tenantId), bytesOf(row.id), timeBytes(expiresAt), markOf(row.storageKey)]));
    return { url: direct ?? `${this.config.http.publicUrl}/api/exports/files/${token}`, expiresAt };
  }

  /** What a token opens; null when we did not write it, or its time is over. */
  read(token: string): LinkedFile | null {
    if (!TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const payload = bytes.subarray(0, PAYLOAD_BYTES);
    if (!timingSafeEqual(bytes.subarray(PAYLOAD_BYTES), this.macOf(payload))) return null;
    const mark = payload.subarray(-MARK_BYTES);
    const until = payload.readUIntBE(2 * ID_BYTES, TIME_BYTES);
    if (until <= this.clock.now().getTime()) return null;
    return {
      tenantId: tenantIdOf(uuidOf(payload.subarray(0, ID_BYTES))),
      id: uuidOf(payload.subarray(ID_BYTES, 2 * ID_BYTES)),
      isFor: (storageKey) => markOf(storageKey).equals(mark),
    };
  }

  private sign(payload: Buffer): string {
    return Buffer.concat([payload, this.macOf(payload)]).toString('base64url');
  }

  private macOf(payload: Buffer): Buffer {
    return this.keys.hash(PURPOSE, payload).subarray(0, MAC_BYTES);
  }
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const markOf = (storageKey: string): Buffer => sha256(storageKey).subarray(0, MARK_BYTES);

function timeBytes(at: Date): Buffer {
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeUIntBE(at.getTime(), 0, TIME_BYTES);
  return bytes;
}

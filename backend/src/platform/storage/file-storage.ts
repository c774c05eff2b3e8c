import type { Readable } from 'node:stream';

/** What a file is when it is handed out. */
export interface StoredAs {
  readonly contentType: string;
}

/** Bytes `[start, end]` of a file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file as somebody downloads it. */
export interface DownloadAs extends StoredAs {
  readonly fileName: string;
  readonly seconds: number;
}

/** A file that is kept. */
export interface StoredFile {
  readonly key: string;
  readonly changedAt: Date;
}

const KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

/**
 * Where files are kept: a folder, or a bucket. A file is there once it is whole; a process that dies in the middle leaves nothing that has
 * a key.
 */
export abstract class FileStorage {
  /** Stores everything `body` gives. Rejects, and keeps nothing, when it breaks off or `signal` is aborted. */
  abstract put(key: string, body: Readable, as: StoredAs, signal: AbortSignal): Promise<void>;

  /** Length in bytes; null when there is no such file. */
  abstract size(key: string): Promise<number | null>;

  /** The bytes; rejects when there is no such file. */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** A link to the storage itself that works for a short while; null where it has none. */
  abstract link(key: string, as: DownloadAs): Promise<string | null>;

  /** Nothing happens when there is no such file. */
  abstract remove(key: string): Promise<void>;

  /** Every whole file whose key begins with `folder` and a slash, in no order; some may be others', with names that are no keys. */
  abstract list(folder: string): AsyncIterable<StoredFile>;

  /** Deletes what would have become a file of `folder`, is not whole, and was begun before `before`. @returns how many */
  abstract removeHalves(folder: string, before: Date): Promise<number>;

  /** Asks whether it works, changing nothing that stays. @returns what it said, in a sentence */
  abstract probe(): Promise<string>;
}

/** @throws TypeError for what could leave the folder, or mean something to a bucket */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError(`not a key of a file: ${key}`);
  return key;
}

/** `attachment` with the name as it is (RFC 6266): ours are plain ASCII. */
export const attachment = (fileName: string): string => `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`;

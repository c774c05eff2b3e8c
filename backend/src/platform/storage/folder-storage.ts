import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, checkKey, FileStorage, type StoredAs, type StoredFile } from './file-storage.js';

/** Below the folder: what is being written. On the same file system, because it is renamed. */
const HALVES = '.part';
const WRITE_BUFFER_BYTES = 1_048_576;

/** Files in a folder. A file is written under a name of its own and renamed once all of it is on the disk. */
export class FolderStorage extends FileStorage {
  constructor(private readonly folder: string) {
    super();
  }

  override async put(key: string, body: Readable, _as: StoredAs, signal: AbortSignal): Promise<void> {
    const target = this.pathOf(key);
    const half = join(this.folder, HALVES, randomUUID());
    await mkdir(dirname(half), { recursive: true, mode: 0o700 });
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    try {
      await written(half, body, signal);
      await rename(half, target);
      await synced(dirname(target));
    } catch (error) {
      // each key is written once: whatever has its name is of this try
      for (const path of [half, target]) await rm(path, { force: true });
      throw error;
    }
  }

  override async size(key: string): Promise<number | null> {
    try {
      return (await stat(this.pathOf(key))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Opened before it is promised: that it is missing is known here, and a file deleted meanwhile is still read to its end. */
  override async read(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.pathOf(key), 'r');
    return file.createReadStream(range);
  }

  override link(): Promise<null> {
    return Promise.resolve(null);
  }

  override async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  override async *list(folder: string): AsyncIterable<StoredFile> {
    for await (const path of this.files(this.pathOf(folder))) {
      const found = await statOf(path);
      if (found) yield { key: relative(this.folder, path).split(sep).join('/'), changedAt: found.mtime };
    }
  }

  /** Of everybody: a half has no key yet, and nobody else writes there. */
  override async removeHalves(_folder: string, before: Date): Promise<number> {
    const halves = join(this.folder, HALVES);
    let removed = 0;
    for (const name of await namesIn(halves)) {
      const path = join(halves, name);
      const found = await statOf(path);
      if (!found || found.mtime >= before) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  override async probe(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return 'The folder can be written to';
  }

  private async *files(folder: string): AsyncIterable<string> {
    for (const name of await namesIn(folder)) {
      // what begins with a dot is no key: halves, and whatever the system keeps there
      if (name.startsWith('.')) continue;
      const path = join(folder, name);
      const found = await statOf(path);
      if (found?.isDirectory()) yield* this.files(path);
      else if (found) yield path;
    }
  }

  private pathOf(key: string): string {
    return join(this.folder, checkKey(key));
  }
}

/** `flush`: on the disk before it is closed. */
const written = (path: string, body: Readable, signal: AbortSignal): Promise<void> =>
  pipeline(body, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: WRITE_BUFFER_BYTES }), { signal });

/** A rename is on the disk once its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined);
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

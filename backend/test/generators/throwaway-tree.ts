import { execFile } from 'node:child_process';
import {
  copyFileSync,
  type Dirent,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
/** Made by builds or installs, or kept by tools between runs. */
const NOT_SOURCE = new Set(['node_modules', 'dist', 'coverage', '.angular', '.nx', '.data', '.git']);
const OWN_PACKAGES = '@orbisvoice';

/** What a command came to. */
export interface Outcome {
  readonly code: number;
  /** Both of its streams. */
  readonly output: string;
}

/** A copy of some folders of the repository that may be written to. It borrows the installed packages, all but our own. */
export interface ThrowawayTree {
  write(path: string, text: string): void;
  /** Runs a script of an installed package inside the copy. */
  run(script: string, ...args: readonly string[]): Promise<Outcome>;
  remove(): void;
}

/** Copies the files of the root and the folders below it. The compiler is told to pass over what is there: it has its own check. */
export function throwawayTree(folders: readonly string[]): ThrowawayTree {
  const root = mkdtempSync(join(tmpdir(), 'orbisvoice-generators-'));
  copyFolder('.', root, (entry) => entry.isFile() || folders.includes(entry.name));
  borrowPackages(root, folders);
  return {
    write: (path, text) => writeFileSync(join(root, path), text),
    run: (script, ...args) => run(root, [join('node_modules', script), ...args]),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function copyFolder(folder: string, root: string, isWanted: (entry: Dirent) => boolean = () => true): void {
  mkdirSync(join(root, folder), { recursive: true });
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (NOT_SOURCE.has(entry.name) || !isWanted(entry)) continue;
    if (entry.isDirectory()) copyFolder(path, root);
    else if (path.endsWith('.ts')) writeFileSync(join(root, path), `// @ts-nocheck\n${readFileSync(join(ROOT, path), 'utf8')}`);
    else if (entry.isFile()) copyFileSync(join(ROOT, path), join(root, path));
  }
}

/** Our own packages must be the copy's: a contract that a generator writes is nowhere else. */
function borrowPackages(root: string, folders: readonly string[]): void {
  mkdirSync(join(root, 'node_modules', OWN_PACKAGES), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => !entry.startsWith('.') && entry !== OWN_PACKAGES)) {
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name), 'junction');
  }
  for (const folder of folders) {
    if (existsSync(join(root, folder, 'package.json'))) {
      symlinkSync(join(root, folder), join(root, 'node_modules', OWN_PACKAGES, folder), 'junction');
    }
    const nested = join(ROOT, folder, 'node_modules');
    if (existsSync(nested)) symlinkSync(nested, join(root, folder, 'node_modules'), 'junction');
  }
}

const run = (cwd: string, args: string[]): Promise<Outcome> =>
  new Promise((done) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      done({ code, output: `${stdout}${stderr}` });
    });
  });

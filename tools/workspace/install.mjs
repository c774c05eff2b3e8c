// Installs when what is installed is not what the lock says.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** True when every package of the lock is there in its version. Optional ones of other platforms may be missing. */
export function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (!path.includes('node_modules/') || wanted.link || wanted.extraneous) return true;
    return present[path] ? present[path].version === wanted.version : wanted.optional === true || wanted.peer === true;
  });
}

export function installIfNeeded(root) {
  if (isInstalled(root)) return;
  process.stdout.write('Installing packages (npm ci)\n');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

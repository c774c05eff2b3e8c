// Compiles <project>/<dir>… to <project>/dist/<dir>… with SWC (ESM, decorator metadata): no @swc/cli, no nest CLI.
// Usage: node tools/swc-build.mjs <project> [--out <folder>] <dir>…      <folder> instead of dist, beside it
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { transformFile } from '@swc/core';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string', default: 'dist' } } });
const [projectArgument, ...dirs] = positionals;
const project = resolve(projectArgument);
const out = join(project, values.out);

async function compile(file) {
  if (/\.(spec|e2e)\.ts$/.test(file)) return 0;
  const target = join(out, relative(project, file));
  await mkdir(dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) {
    await copyFile(file, target);
    return 1;
  }
  const { code, map } = await transformFile(file, { cwd: project, swcrc: false, configFile: join(project, '.swcrc') });
  const js = target.replace(/\.ts$/, '.js');
  await writeFile(js, `${code}\n//# sourceMappingURL=${basename(js)}.map\n`);
  await writeFile(`${js}.map`, map);
  return 1;
}

const started = performance.now();
await rm(out, { recursive: true, force: true });
const files = [];
for (const dir of dirs.map((d) => join(project, d)).filter(existsSync)) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  files.push(...entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name)));
}
const counts = await Promise.all(files.map(compile));
console.log(`${counts.reduce((a, b) => a + b, 0)} files in ${Math.round(performance.now() - started)} ms`);

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
/** A build for each script: two suites may run at once. */
const buildFolder = (script: string): string => `test/chaos/dist/${script}`;

/** How a script ended, and what it printed. */
export interface ScriptRun {
  readonly code: number | null;
  readonly output: string;
}

async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<ScriptRun> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** Compiles the platform beside the scripts: its processes are the ones that ship, and `dist` is left to whoever uses it. */
export async function buildPlatform(script: string): Promise<void> {
  const { code, output } = await run(['tools/swc-build.mjs', 'backend', '--out', buildFolder(script), 'src']);
  if (code !== 0) throw new Error(output);
}

/** Runs a script of this directory on that build. */
export const runScript = (
  script: string,
  { args = [], environment = {} }: { args?: readonly string[]; environment?: Readonly<Record<string, string>> },
): Promise<ScriptRun> =>
  run(['--import', './tools/typescript.mjs', `backend/test/chaos/${script}.ts`, ...args], {
    CHAOS_BUILD: join(ROOT, 'backend', buildFolder(script)),
    ...environment,
  });

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** One import, re-export or dynamic import of a file. */
export interface ImportEdge {
  /** As written. */
  readonly specifier: string;
  /** Path of the target from the root, when it is a file of ours. */
  readonly file: string | undefined;
  /** Names taken from it. */
  readonly names: readonly string[];
  readonly isReExport: boolean;
}

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly ImportEdge[];
}

/** Every source file below some folders, by path. */
export type ImportGraph = ReadonlyMap<string, SourceFile>;

const slashes = (path: string): string => path.split(sep).join('/');

function* sourcesBelow(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'dist') yield* sourcesBelow(path);
    else if (entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')) yield path;
  }
}

function resolveRelative(from: string, specifier: string): string | undefined {
  const base = resolve(dirname(from), specifier);
  const candidates = [base.replace(/\.js$/, '.ts'), `${base}.ts`, join(base, 'index.ts')];
  return candidates.find((path) => existsSync(path) && statSync(path).isFile());
}

function namesOf(statement: ts.Statement): string[] {
  const elements =
    ts.isImportDeclaration(statement) && statement.importClause?.namedBindings && ts.isNamedImports(statement.importClause.namedBindings)
      ? statement.importClause.namedBindings.elements
      : ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements
        : [];
  return [...elements].map((element) => (element.propertyName ?? element.name).text);
}

function importsOf(path: string, text: string, root: string): ImportEdge[] {
  const edges = new Map<string, ImportEdge>();
  const add = (specifier: string, names: string[], isReExport: boolean): void => {
    const target = specifier.startsWith('.') ? resolveRelative(path, specifier) : undefined;
    const file = target && slashes(relative(root, target));
    const known = edges.get(specifier);
    edges.set(specifier, {
      specifier,
      file,
      names: [...(known?.names ?? []), ...names],
      isReExport: isReExport || (known?.isReExport ?? false),
    });
  };
  for (const statement of ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const specifier = statement.moduleSpecifier;
    if (specifier && ts.isStringLiteral(specifier)) add(specifier.text, namesOf(statement), ts.isExportDeclaration(statement));
  }
  // dynamic imports and import types sit anywhere in the file
  for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) if (!edges.has(fileName)) add(fileName, [], false);
  return [...edges.values()];
}

/** Reads the sources below `folders` of a root. */
export function readGraph(root: string, folders: readonly string[]): ImportGraph {
  const graph = new Map<string, SourceFile>();
  for (const folder of folders) {
    for (const path of sourcesBelow(join(root, folder))) {
      const text = readFileSync(path, 'utf8');
      const name = slashes(relative(root, path));
      graph.set(name, { path: name, text, lines: text.trimEnd().split('\n').length, imports: importsOf(path, text, root) });
    }
  }
  return graph;
}

/**
 * A JSON value as YAML 1.2 block style. Strings and keys are always double-quoted: JSON's escapes are a subset of YAML's, so nothing
 * can be misread (`no`, `1e3`, `2026-01-01`).
 */
export function toYaml(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  return isContainer(plain) ? `${lines(plain, '').join('\n')}\n` : `${JSON.stringify(plain)}\n`;
}

type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function lines(value: Container, indent: string): string[] {
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, child]) => {
    const head = isList ? `${indent}-` : `${indent}${JSON.stringify(key)}:`;
    return isContainer(child) ? [head, ...lines(child, `${indent}  `)] : [`${head} ${JSON.stringify(child)}`];
  });
}

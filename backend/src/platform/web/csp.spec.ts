import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_POLICY } from './csp.js';

const PACKAGE = join(__dirname, '../../../../node_modules/@swimlane/ngx-charts/fesm2022/swimlane-ngx-charts.mjs');

/** The styles of a component as the package declares them. */
function stylesOf(component: string): string {
  const source = readFileSync(PACKAGE, 'utf8');
  const declared = source.slice(source.indexOf(`class ${component} `));
  const [, literal] = /styles: \[("(?:[^"\\]|\\.)*")\]/.exec(declared) ?? [];
  if (!literal) throw new Error(`${component} declares no styles`);
  return String(JSON.parse(literal));
}

it("allows the chart library's styles by their text, and no other inline style", () => {
  const hash = createHash('sha256').update(stylesOf('BarVerticalComponent')).digest('base64');
  expect(APP_POLICY).toContain(`style-src 'self' 'sha256-${hash}';`);
});

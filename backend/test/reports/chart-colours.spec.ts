import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Rgb,
  wcagContrast,
} from 'culori';
import { SERIES } from '../../src/modules/reports/pdf/palette.js';

const toRgb = converter('rgb');
/** CIEDE2000: two is seen side by side, five at a look, ten across a page. */
const MIN_DIFFERENCE = 12;
/** WCAG 2.2, 1.4.11: parts of a graphic that one must see to understand it. */
const MIN_CONTRAST = 3;
const SIGHTS = {
  full: (colour: Rgb): Rgb => colour,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
} as const;

const css = readFileSync(join(__dirname, '../../../shared-ui/src/styles/tokens.css'), 'utf8');
const [light = '', darkBySystem = '', darkByChoice = ''] = css.split(/@media \(prefers-color-scheme: dark\)|:root\[data-theme='dark'\]/);
const token = (block: string, name: string): string => new RegExp(`--ov-${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? `no --ov-${name}`;
/** Every `--ov-series-…` of a block by its name, in the order they stand there: a colour more is held against all the others. */
const seriesOf = (block: string): Record<string, string> =>
  Object.fromEntries([...block.matchAll(/--ov-series-([\w-]+):\s*([^;]+);/g)].map(([, name = '', colour = '']) => [name, colour]));
const coloursOf = (block: string): string[] => Object.values(seriesOf(block));

/** A colour as somebody sees it. */
function seen(colour: string, sight: keyof typeof SIGHTS): Rgb {
  const one = toRgb(colour);
  if (!one) throw new Error(`not a colour: ${colour}`);
  return SIGHTS[sight](one);
}

/** The pairs that are too much alike, with how far they are apart. */
function alike(colours: readonly string[], sight: keyof typeof SIGHTS): string[] {
  const apart = differenceCiede2000();
  const pairs = colours.flatMap((one, index) => colours.slice(index + 1).map((other) => [one, other] as const));
  return pairs
    .map(([one, other]) => ({ pair: `${one} ${other}`, by: apart(seen(one, sight), seen(other, sight)) }))
    .filter(({ by }) => by < MIN_DIFFERENCE)
    .map(({ pair, by }) => `${pair}: ${by.toFixed(1)}`);
}

describe.each([
  ['light', light],
  ['dark, by the system', darkBySystem],
  ['dark, by choice', darkByChoice],
])('the series of charts, %s', (_, block) => {
  it('are one and the same number everywhere', () => {
    expect(Object.keys(seriesOf(block))).toEqual([...SERIES.map((_one, index) => String(index + 1)), 'quiet']);
  });

  it.each(Object.keys(SIGHTS) as (keyof typeof SIGHTS)[])('are told apart with %s', (sight) => {
    expect(alike(coloursOf(block), sight)).toEqual([]);
  });

  it('stand out from what they are drawn on', () => {
    const faint = coloursOf(block).filter((colour) => wcagContrast(colour, token(block, 'surface')) < MIN_CONTRAST);
    expect(faint).toEqual([]);
  });
});

it('are the same on paper', () => {
  expect(SERIES).toHaveLength(4);
  expect(SERIES.map(({ color }) => color.toLowerCase())).toEqual(coloursOf(light).slice(0, -1));
});

it('would have noticed blue and purple of one depth', () => {
  expect(alike(['#0a6f9c', '#8a4fae'], 'full')).toEqual([]);
  expect(alike(['#0a6f9c', '#8a4fae'], 'deuteranopia')).toHaveLength(1);
});

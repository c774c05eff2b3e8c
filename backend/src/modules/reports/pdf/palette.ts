/** The brand on paper: light, and dark enough to read on white. */
export const INK = {
  orbit: '#0B1B3B',
  text: '#16233B',
  muted: '#56637A',
  line: '#D5DDE8',
  soft: '#F1F5FA',
  cyan: '#37CBEA',
  deepCyan: '#0B7A94',
  good: '#0E7A58',
  bad: '#B8430F',
  white: '#FFFFFF',
} as const;

/** Lines and bars in the pages' colours of series (tokens.css), told apart without colour by their dashes and their order, too. */
export const SERIES = [
  { color: '#00506D', dash: null },
  { color: '#CA5215', dash: [5, 3] },
  { color: '#027F5F', dash: [1.5, 2.5] },
  { color: '#8A55BD', dash: [8, 3, 1.5, 3] },
] as const;

const mix = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);

/** From nearly white to Orbit Blue, by how much of the most it is. */
export function heatOf(share: number): { readonly fill: string; readonly ink: string } {
  const [red, green, blue] = share === 0 ? [250, 252, 254] : [mix(219, 11, share), mix(240, 70, share), mix(248, 120, share)];
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
  return { fill: `#${hex}`, ink: share > 0.6 ? INK.white : INK.text };
}

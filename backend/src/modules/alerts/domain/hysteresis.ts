/** Since when a figure stands where it stands; at most one of both is set. */
export interface FigureState {
  readonly aboveSince: Date | null;
  readonly belowSince: Date | null;
}

export interface FigureLimits {
  readonly threshold: number;
  readonly windowSeconds: number;
  readonly clearSeconds: number;
}

export interface FigureStep {
  readonly state: FigureState;
  /** `grow`: a hit is open and the figure is still there. */
  readonly verdict: 'none' | 'open' | 'grow' | 'clear';
}

export interface FigureReading {
  readonly value: number;
  readonly at: Date;
}

/** One more reading: a hit opens after the window at or above the threshold, and settles after the time to clear below it. */
export function figureStep(
  state: FigureState & { readonly isOpen: boolean },
  { value, at }: FigureReading,
  limits: FigureLimits,
): FigureStep {
  if (value >= limits.threshold) {
    const aboveSince = state.aboveSince ?? at;
    const isLong = secondsBetween(aboveSince, at) >= limits.windowSeconds;
    return { state: { aboveSince, belowSince: null }, verdict: state.isOpen ? 'grow' : isLong ? 'open' : 'none' };
  }
  const belowSince = state.belowSince ?? at;
  const isOver = state.isOpen && secondsBetween(belowSince, at) >= limits.clearSeconds;
  return { state: { aboveSince: null, belowSince }, verdict: isOver ? 'clear' : 'none' };
}

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1_000;

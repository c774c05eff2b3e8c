/** Stripe counts seconds. */
export const instant = (seconds: number): Date => new Date(seconds * 1_000);

export const optionalInstant = (seconds: number | null | undefined): Date | null => (seconds ? instant(seconds) : null);

/** Stripe's way to count the seconds of an instant. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** The id of what is named, expanded or not. */
export const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);

/** Sum of the amounts of a list that may be absent. */
export const sumOf = (parts: readonly { readonly amount: number }[] | null | undefined): number =>
  (parts ?? []).reduce((sum, { amount }) => sum + amount, 0);

/** A field of something Stripe sent and nobody has checked. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The same, when it is a text that says something. */
export function text(value: unknown, name: string): string | null {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : null;
}

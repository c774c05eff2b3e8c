/** Stripe said something that has no place in our words: an unknown price, an unknown state. Trying again changes nothing. */
export class StripeMappingError extends Error {
  override readonly name = 'StripeMappingError';
}

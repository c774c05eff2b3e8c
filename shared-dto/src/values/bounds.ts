/** Whether a bound of a range, a local day or an instant as ISO 8601 writes them, is a day. */
export const isDayBound = (bound: string): boolean => !bound.includes('T');

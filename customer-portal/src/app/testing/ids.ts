let sequence = 0;
/** A fresh id in the shape of the API's. */
export const anId = (): string => `018f0000-0000-7000-8000-${String(++sequence).padStart(12, '0')}`;

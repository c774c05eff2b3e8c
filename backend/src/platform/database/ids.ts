import { v7 } from 'uuid';

/** A new UUID v7: unique everywhere, sorted by time, so that indexes grow at one end. */
export const newId = (): string => v7();

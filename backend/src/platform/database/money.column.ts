import { Column, type ValueTransformer } from 'typeorm';

/** Postgres sends `bigint` as text; money stays a safe integer of minor units on this side. */
const safeInteger: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => {
    if (value === null) return null;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError('bigint beyond the safe integers');
    return number;
  },
};

/** A `bigint` column of integer minor units (cents), or any count that may pass 2³¹. */
export const MoneyColumn = (options: { name?: string; nullable?: boolean } = {}): PropertyDecorator =>
  Column({ ...options, type: 'bigint', transformer: safeInteger });

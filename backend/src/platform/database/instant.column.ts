import { Column } from 'typeorm';

/** A UTC instant. */
export const InstantColumn = (options: { name?: string; nullable?: boolean } = {}): PropertyDecorator =>
  Column({ ...options, type: 'timestamptz' });

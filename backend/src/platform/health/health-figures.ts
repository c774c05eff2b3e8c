import { Injectable } from '@nestjs/common';

/** A figure of the health report by its name; null while there is none. */
export type HealthFigure = () => Promise<number | null>;

/** Figures that a glance at the health report should show. Each part of the platform adds its own; they say how, not whether, it works. */
@Injectable()
export class HealthFigures {
  private readonly figures = new Map<string, HealthFigure>();

  /** @throws Error when the name is taken */
  add(name: string, read: HealthFigure): void {
    if (this.figures.has(name)) throw new Error(`the health figure ${name} is added twice`);
    this.figures.set(name, read);
  }

  /** All of them; one that cannot be read is null. */
  async read(): Promise<Record<string, number | null>> {
    const entries = [...this.figures].map(async ([name, read]) => [name, await read().catch(() => null)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
}

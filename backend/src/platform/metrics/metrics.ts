import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

type Labels = Readonly<Record<string, string>>;
/** One reading of a gauge; with labels when there are several. */
export type Reading = number | readonly { readonly labels: Labels; readonly value: number }[];

/** One value of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  readonly value: number;
}

/** The figures of this process in Prometheus' format. Each part of the platform adds its own; nothing here knows them. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram<L extends string>(name: string, help: string, labelNames: readonly L[], buckets: readonly number[]): Histogram<L> {
    return new Histogram({ name, help, labelNames: [...labelNames], buckets: [...buckets], registers: [this.registry] });
  }

  /** A figure that is read when Prometheus asks. One that cannot be read is left out; the others still answer. */
  gauge(name: string, help: string, labelNames: readonly string[], read: () => Reading | Promise<Reading>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      collect: async () => {
        gauge.reset();
        const reading = await Promise.resolve()
          .then(read)
          .catch(() => []);
        if (typeof reading === 'number') gauge.set(reading);
        else for (const { labels, value } of reading) gauge.set({ ...labels }, value);
      },
    });
  }

  /** One metric as it stands: of a histogram its cumulative buckets, sum and count. Nothing when this process has no such metric. */
  async read(name: string): Promise<readonly Sample[]> {
    const metric = this.registry.getSingleMetric(name);
    if (!metric) return [];
    const { values } = await metric.get();
    return values.map((sample) => ({
      name: 'metricName' in sample && typeof sample.metricName === 'string' ? sample.metricName : name,
      labels: sample.labels,
      value: sample.value,
    }));
  }

  /** Everything as text. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }
}

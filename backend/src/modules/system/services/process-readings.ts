import { type IntervalHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type pg from 'pg';

const NS_PER_MS = 1e6;
const MICROSECONDS_PER_MS = 1_000;
const RESOLUTION_MS = 20;

/** The pools whose fill is read, by the name they go by. */
export type ReadPools = Readonly<Record<string, Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>>>;

/**
 * What this process is like between two readings. It watches the event loop by itself: prom-client's lag starts anew at every scrape, so that
 * whoever else reads would take part of the window away.
 */
export class ProcessReadings {
  private readonly lag: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private cpu = process.cpuUsage();
  private at = performance.now();
  private utilization = performance.eventLoopUtilization();

  constructor(private readonly pools: ReadPools) {
    this.lag.enable();
  }

  /** The figures since the last call, by name. Times in milliseconds, memory in bytes, processor in cores. */
  lap(): Record<string, number> {
    const [cpu, at, utilization] = [process.cpuUsage(), performance.now(), performance.eventLoopUtilization()];
    const busyMs = (cpu.user - this.cpu.user + cpu.system - this.cpu.system) / MICROSECONDS_PER_MS;
    const memory = process.memoryUsage();
    const figures = {
      'process.rss': memory.rss,
      'process.heap': memory.heapUsed,
      'process.cpu': at > this.at ? busyMs / (at - this.at) : 0,
      'loop.utilization': performance.eventLoopUtilization(utilization, this.utilization).utilization,
      ...this.loop(),
      ...this.ofPools(),
    };
    [this.cpu, this.at, this.utilization] = [cpu, at, utilization];
    return figures;
  }

  stop(): void {
    this.lag.disable();
  }

  /** The timer of the watch is part of what it measures; what is above it is lag. */
  private loop(): Record<string, number> {
    const late = (ns: number): number => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
    const figures: Record<string, number> =
      this.lag.count === 0 ? {} : { 'loop.p99': late(this.lag.percentile(99)), 'loop.max': late(this.lag.max) };
    this.lag.reset();
    return figures;
  }

  private ofPools(): Record<string, number> {
    const entries = Object.entries(this.pools).flatMap(([name, { totalCount, idleCount, waitingCount }]) => [
      [`pool.${name}.open`, totalCount],
      [`pool.${name}.idle`, idleCount],
      [`pool.${name}.waiting`, waitingCount],
    ]);
    return Object.fromEntries(entries) as Record<string, number>;
  }
}

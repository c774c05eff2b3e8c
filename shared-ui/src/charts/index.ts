export * from './bar-chart';
export * from './line-chart';
export type { ChartLine } from './line-layout';

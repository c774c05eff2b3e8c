/** Charts of whole reports, apart from `/charts`: who draws a single bar chart does not load these. */
export * from './bar-list';
export type { ChartLink } from './chart-link';
export * from './donut-chart';
export * from './funnel-chart';
export * from './grouped-chart';
export * from './heat-map';
export { type SeriesColour, type StackSeries } from './series';
export * from './stacked-chart';

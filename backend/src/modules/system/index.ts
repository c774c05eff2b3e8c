export { type HistoryWindow, windowBack, windowOf } from './domain/history-window.js';
export {
  type FigurePoint,
  type HistoryMetric,
  type HistoryPoint,
  type SeriesTally,
  SystemHistory,
  type Tally,
} from './services/system-history.js';
export { SystemModule } from './system.module.js';
export { SystemRecorderModule } from './system-recorder.module.js';

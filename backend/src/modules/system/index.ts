export { type HistoryWindow, windowBack, windowOf } from './domain/history-window.js';
export { errorsOf } from './domain/status-errors.js';
export {
  type FigurePoint,
  type HistoryMetric,
  type HistoryPoint,
  type SeriesTally,
  SystemHistory,
  type Tally,
  tallyOfAll,
} from './services/system-history.js';
export { WatchedServices } from './services/watched-services.js';
export { SystemHistoryModule } from './system-history.module.js';
export { SystemModule } from './system.module.js';
export { SystemRecorderModule } from './system-recorder.module.js';
export { WatchedServicesModule } from './watched-services.module.js';

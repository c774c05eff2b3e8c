export { ExportsModule } from './exports.module.js';
export { DatasetSources, type DatasetRequest, type DatasetSink, type DatasetSource } from './services/dataset-source.js';
export { ExportOrders, type ExportOrder } from './services/export-orders.js';
export { ExportFiles, type ExportFile } from './services/export-files.js';

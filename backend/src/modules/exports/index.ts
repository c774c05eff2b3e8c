export { DatasetSources, type DatasetRequest, type DatasetSink, type DatasetSource } from './services/dataset-source.js';

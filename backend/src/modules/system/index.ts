export { SystemModule } from './system.module.js';
export { SystemRecorderModule } from './system-recorder.module.js';

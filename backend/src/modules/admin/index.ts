export { AdminModule } from './admin.module.js';
export { StaffCommands } from './services/staff-command.service.js';

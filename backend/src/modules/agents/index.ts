export { AgentsModule } from './agents.module.js';
export { AgentDirectory, type AgentSummary } from './services/agent-directory.js';

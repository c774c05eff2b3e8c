export { AgentsModule } from './agents.module.js';
export type { PublicAgent } from './persistence/all-tenants-public-key.repository.js';
export { AgentDirectory, type AgentSummary } from './services/agent-directory.js';

export { openControl, type Control } from './server.ts';
export { requireAnswer } from './reach-engine.ts';
export type { ControlClient } from './client.ts';
export { openFeatureDoor } from './feature-door.ts';
export { readLiveStatus, watchStatus } from './watch-status.ts';
export type { LiveStatus } from './live-status.ts';
export {
  agentsOfEngine,
  reachAgents,
  type AgentReport,
  type AgentsReport,
} from './agents-report.ts';

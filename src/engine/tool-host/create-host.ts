import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { FeatureActions } from '../feature-actions.ts';
import { runningDirOf } from '../testing/index.ts';
import { callerOf } from './callers.ts';
import { engineWork } from './engine-work.ts';
import { createToolTests } from './tool-tests.ts';
import type { ToolHost } from './tool-host.ts';
import type { ToolDoor } from './tool-server.ts';

/** Everything that tools call on a running engine. */
export function engineHost(
  context: Context,
  given: {
    readonly actions: Pick<FeatureActions, 'addFeatures'>;
    readonly baseEnv: NodeJS.ProcessEnv;
  },
): ToolHost {
  const work = engineWork(context, given.actions);
  const { project, queue, limits, clock, random } = context;
  const { stateDir } = project.paths;
  return {
    project: project.name,
    queue,
    knowledge: context.knowledge,
    models: context.models,
    tests: createToolTests({
      placeOf: work.placeOf,
      test: project.config.test,
      limits,
      baseEnv: given.baseEnv,
      clock,
      random,
      scratchDir: toolScratchDir(stateDir),
      runningDir: runningDirOf(stateDir),
    }),
    work,
  };
}

/** Where reports of the test runs of agents are while they run. */
export function toolScratchDir(stateDir: string): string {
  return join(stateDir, 'tool-runs');
}

/** What a server of tools is handed. */
export function toolDoor(context: Context, host: ToolHost): ToolDoor {
  const { toolTokens } = context.queue;
  return {
    host,
    callerOf: (token) => callerOf(context.queue, token),
    port: toolTokens.port,
    keepPort: toolTokens.keepPort,
  };
}

import type { Context } from '../context.ts';
import type { FeatureActions } from '../feature-actions.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Models } from '../models/models.ts';
import { callerOf } from './callers.ts';
import { engineWork } from './engine-work.ts';
import type { ToolHost, ToolTests } from './tool-host.ts';
import type { ToolDoor } from './tool-server.ts';

/** Everything that tools call on a running engine. */
export function engineHost(
  context: Context,
  actions: Pick<FeatureActions, 'addFeatures'>,
): ToolHost {
  const work = engineWork(context, actions);
  const { project, queue } = context;
  const soon = context as unknown as { knowledge: Knowledge; models: Models; tests: ToolTests };
  return {
    project: project.name,
    queue,
    knowledge: soon.knowledge,
    models: soon.models,
    tests: soon.tests,
    work,
  };
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

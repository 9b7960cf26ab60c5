import { z } from 'zod';
import type { Engine } from '../engine-contract.ts';
import { AgentTuiError } from '../model/error.ts';
import { difficulties, type FeatureDraft } from '../model/feature.ts';
import { fixedLimits } from '../model/limits.ts';
import { callerOfToken } from '../tool-host/callers.ts';
import type { OpenedTools } from '../tool-host/tool-server.ts';
import { liveStatus, statusFeature, statusHead, type LiveStatus } from './live-status.ts';

/** The version of what is spoken over the socket; another one is refused by the program that asks. */
export const controlProtocol = 1;

/** What a method acts on. */
export interface Asked {
  readonly engine: ControlledEngine;
  /** Wall-clock milliseconds. */
  readonly now: () => number;
  /** Tells the one who asked of every change from now on. */
  readonly subscribe: () => void;
  /** The tools of agents; null where nobody serves them. */
  readonly tools: ControlledTools | null;
  /** Tells the one who asked how far it is. */
  readonly progress: (message: string) => void;
  /** Aborted when the one who asked has gone away. */
  readonly gone: AbortSignal;
}

/** The tools, as other programs of the same user call them for an agent or for the person. */
export type ControlledTools = Pick<OpenedTools, 'call' | 'callerOf'>;

/** What other programs may do to an engine. */
export type ControlledEngine = Omit<
  Engine,
  'finished' | 'found' | 'stop' | 'transcript' | 'onTranscript'
>;

/** One method: what it takes, and what it does. */
interface Method<Schema extends z.ZodType, Result> {
  readonly params: Schema;
  readonly act: (asked: Asked, params: z.output<Schema>) => Result;
}

function method<Schema extends z.ZodType, Result>(
  params: Schema,
  act: Method<Schema, Result>['act'],
): Method<Schema, Result> {
  return { params, act };
}

const agentNameCharsMax = 64;
const wordCharsMax = 100;
const tokenCharsMax = 200;
const agent = z.string().min(1).max(agentNameCharsMax);
const id = z.number().int().positive();
const nothing = z.strictObject({});
const oneAgent = z.strictObject({ agent });
const oneFeature = z.strictObject({ id });

const draft = z.strictObject({
  name: z.string(),
  description: z.string(),
  category: z.string(),
  priority: z.number().int(),
  dependsOn: z.array(z.string()).readonly(),
  acceptance: z.string(),
  paths: z.array(z.string()).readonly().exactOptional(),
  difficulty: z.enum(difficulties).exactOptional(),
}) satisfies z.ZodType<FeatureDraft>;

/** Every method of the control socket. It is the Engine contract, word by word; what it refuses is refused here too. */
export const methods = {
  hello: method(nothing, () => ({ protocol: controlProtocol, pid: process.pid })),
  status: method(nothing, statusNow),
  agents: method(nothing, ({ engine }) => engine.view().agents),
  subscribe: method(nothing, ({ subscribe }) => {
    subscribe();
  }),
  'run.pause': method(
    z.strictObject({ reason: z.string().min(1).max(fixedLimits.messageCharsMax).optional() }),
    ({ engine }, { reason }) => engine.pauseAll(reason),
  ),
  'run.resume': method(nothing, ({ engine }) => engine.resumeAll()),
  'agent.pause': method(oneAgent, ({ engine }, params) => engine.pauseAgent(params.agent)),
  'agent.resume': method(oneAgent, ({ engine }, params) => engine.resumeAgent(params.agent)),
  'agent.kill': method(oneAgent, ({ engine }, params) => engine.killAgent(params.agent)),
  'agent.discard': method(oneAgent, ({ engine }, params) => engine.discardWork(params.agent)),
  'agent.send': method(z.strictObject({ agent, text: z.string() }), ({ engine }, params) =>
    engine.sendMessage(params.agent, params.text),
  ),
  'agent.checkpoint': method(
    z.strictObject({ agent, message: z.string().max(fixedLimits.messageCharsMax) }),
    ({ engine }, params) => engine.createCheckpoint(params.agent, params.message),
  ),
  'agent.rollback': method(
    z.strictObject({ agent, epoch: id, number: id }),
    ({ engine }, { agent: name, ...to }) => engine.rollback(name, to),
  ),
  'agent.undo-rollback': method(oneAgent, ({ engine }, params) =>
    engine.undoRollback(params.agent),
  ),
  'feature.checkpoints': method(oneFeature, ({ engine }, params) => engine.checkpoints(params.id)),
  'feature.add': method(
    z.strictObject({
      features: z.array(draft).min(1).max(fixedLimits.importFeaturesMax).readonly(),
    }),
    ({ engine }, { features }) => engine.addFeatures(features),
  ),
  'feature.edit': method(z.strictObject({ id, feature: draft }), ({ engine }, params) =>
    engine.editFeature(params.id, params.feature),
  ),
  'feature.retry': method(oneFeature, ({ engine }, params) => engine.retryFeature(params.id)),
  'feature.block': method(oneFeature, ({ engine }, params) => engine.blockFeature(params.id)),
  'feature.cancel': method(oneFeature, ({ engine }, params) => engine.cancelFeature(params.id)),
  'feature.priority': method(
    z.strictObject({ id, priority: z.number().int() }),
    ({ engine }, params) => engine.setPriority(params.id, params.priority),
  ),
  land: method(nothing, ({ engine }) => engine.land()),
  'tool.call': method(
    z.strictObject({
      server: z.string().max(wordCharsMax),
      tool: z.string().max(wordCharsMax),
      input: z.unknown(),
      token: z.string().max(tokenCharsMax).nullable(),
    }),
    callTool,
  ),
} as const;

export type MethodName = keyof typeof methods;

/** What a method takes. */
export type ParamsOf<Name extends MethodName> = z.input<(typeof methods)[Name]['params']>;

/** What a method answers. */
export type ResultOf<Name extends MethodName> = Awaited<ReturnType<(typeof methods)[Name]['act']>>;

function callTool(
  { tools, progress, gone }: Asked,
  given: { server: string; tool: string; input?: unknown; token: string | null },
): Promise<unknown> {
  if (tools === null) {
    throw new AgentTuiError('environment', 'this engine serves no tools', {
      hint: 'start it with agent-tui or agent-tui run',
    });
  }
  const { server, tool, input, token } = given;
  const caller = callerOfToken(tools, token);
  return tools.call({ caller, server, tool, input, signal: gone, progress });
}

function statusNow({ engine, now }: Asked): LiveStatus {
  const view = engine.view();
  return liveStatus(statusHead(view), Array.from(view.features, statusFeature), now());
}

import {
  AgentTuiError,
  callerOfToken,
  databaseHost,
  fixedLimits,
  requireAnswer,
  systemClock,
  type ControlClient,
  type Project,
} from '../engine/index.ts';
import { doCall, refusal, type DoCall, type ToolCall } from '../mcp/index.ts';

type Result = Awaited<ReturnType<DoCall>>;

/**
 * How calls of a server over stdio are done: by the engine of the project while one runs, else on the database. Asked anew at
 * each call, since engines come and go while a client stays.
 */
export function toolCalls(
  project: Project,
  { token, env }: { readonly token: string | null; readonly env: NodeJS.ProcessEnv },
): DoCall {
  const turns = atMost(fixedLimits.toolCallsAtOnceMax);
  const database = databaseCalls(project, { token, env });
  return (call) =>
    turns(async () => {
      try {
        const client = await requireAnswer(project, systemClock);
        return await (client === null ? database(call) : engineCall(client, call, token));
      } catch (error) {
        if (!(error instanceof AgentTuiError)) throw error;
        return refusal(`${error.message}\n${error.hint}`);
      }
    });
}

async function engineCall(
  client: ControlClient,
  { server, tool, input, signal, progress }: ToolCall,
  token: string | null,
): Promise<Result> {
  const leave = () => {
    client.close();
  };
  client.onProgress(progress);
  // The engine hears that nobody waits any more by the end of the connection.
  signal.addEventListener('abort', leave, { once: true });
  try {
    const given = { server, tool, input: input ?? {}, token };
    return (await client.call('tool.call', given, fixedLimits.toolCallDurationMsMax)) as Result;
  } finally {
    signal.removeEventListener('abort', leave);
    client.close();
  }
}

/** The database is open only while a call needs it: an engine that starts meanwhile may have to repair it. */
function databaseCalls(
  project: Project,
  { token, env }: { readonly token: string | null; readonly env: NodeJS.ProcessEnv },
): DoCall {
  let using = 0;
  return async (call) => {
    using += 1;
    try {
      const host = await databaseHost(project, env);
      return await doCall(host, callerOfToken(host, token), call);
    } finally {
      using -= 1;
      if (using === 0) project.close();
    }
  };
}

/** Lets at most so many go at once; the others wait in the order in which they came. */
function atMost(count: number): <T>(act: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free -= 1;
    else {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

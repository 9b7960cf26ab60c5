import type { Caller } from '../model/caller.ts';
import type { ToolHost } from './tool-host.ts';

/** Whose token it is. `over`: its attempt has ended, or a newer one has the feature. */
export type CallerFinding =
  | { readonly kind: 'caller'; readonly caller: Extract<Caller, { kind: 'attempt' }> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'over'; readonly reason: string };

/** What a server of tools is given by the engine. */
export interface ToolDoor {
  readonly host: ToolHost;
  callerOf(token: string): CallerFinding;
  /** Where it listened last: agents that were taken over call there. */
  port(): number | undefined;
  keepPort(port: number): void;
}

/** One call that came through the control socket. */
export interface PassedCall {
  readonly caller: Caller;
  readonly server: string;
  readonly tool: string;
  readonly input: unknown;
  readonly signal: AbortSignal;
  readonly progress: (message: string) => void;
}

/** The tools as other programs reach them. */
export interface ToolServer {
  /** Where servers are found: `<baseUrl>/<server>`; null when it could not listen. */
  readonly baseUrl: string | null;
  /** Why agents cannot reach it; null when they can. */
  readonly fault: string | null;
  call(call: PassedCall): Promise<unknown>;
  close(): Promise<void>;
}

/** The tools of a running engine, with who may call them. */
export interface OpenedTools extends Pick<ToolServer, 'call' | 'close'> {
  callerOf(token: string): CallerFinding;
}

/** Opens the tools of an engine; handed in, since the engine knows no protocol of tools. */
export type OpenToolServer = (door: ToolDoor) => Promise<ToolServer>;

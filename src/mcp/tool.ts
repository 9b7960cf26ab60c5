import type { z } from 'zod';
import type { Ask, ToolHost } from '../engine/index.ts';

/** What a tool may use: the parts of the engine, and who calls. */
export interface ToolContext extends Ask {
  readonly host: ToolHost;
}

export type Shape = z.ZodRawShape;
export type Fields<S extends Shape> = z.infer<z.ZodObject<S>>;

/** What calling a tool does to the world; clients show it, and ask before what destroys. */
export interface Effect {
  readonly readOnly: boolean;
  /** Whether it may undo or end something. */
  readonly destructive: boolean;
  /** Whether calling it again with the same input changes nothing more. */
  readonly idempotent: boolean;
}

/** Structured content for programs, and one short text for people. */
export interface ToolAnswer<Output extends Shape> {
  readonly text: string;
  readonly value: Fields<Output>;
}

/** One tool: what it takes, what it gives, and what calling it does. */
export interface Tool<Input extends Shape, Output extends Shape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly effect: Effect;
  /** An expected failure is thrown as AgentTuiError and becomes a result with `isError`. */
  run(context: ToolContext, input: Fields<Input>): ToolAnswer<Output> | Promise<ToolAnswer<Output>>;
}

/** A tool in a table, whatever its shapes are. */
export type AnyTool = Omit<Tool<Shape, Shape>, 'run'> & {
  run(context: ToolContext, input: never): ToolAnswer<Shape> | Promise<ToolAnswer<Shape>>;
};

/** Reads and changes nothing. */
export const reads: Effect = { readOnly: true, destructive: false, idempotent: true };
/** Adds something each time. */
export const adds: Effect = { readOnly: false, destructive: false, idempotent: false };
/** Sets something that another call sets again. */
export const sets: Effect = { readOnly: false, destructive: false, idempotent: true };
/** May undo or end something. */
export const ends: Effect = { readOnly: false, destructive: true, idempotent: false };

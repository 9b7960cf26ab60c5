import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { AgentTuiError, type Queue } from '../engine/index.ts';

/** What a tool may use. */
export interface ToolContext {
  readonly queue: Queue;
  readonly project: string;
}

type Shape = z.ZodRawShape;
type Fields<S extends Shape> = z.infer<z.ZodObject<S>>;

/** One tool: what it takes, what it gives, and whether calling it changes anything. */
export interface Tool<Input extends Shape, Output extends Shape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly readOnly: boolean;
  /** Answers with structured content and one short text for people. */
  run(
    context: ToolContext,
    input: Fields<Input>,
  ): { readonly text: string; readonly value: Fields<Output> };
}

/** Adds a tool to a server. An expected failure is a tool result with `isError`, never a protocol error. */
export function addTool<Input extends Shape, Output extends Shape>(
  server: McpServer,
  context: ToolContext,
  tool: Tool<Input, Output>,
): void {
  // Widened: the SDK cannot work out a callback's type from a shape that is itself a parameter.
  const inputSchema: Shape = tool.input;
  const outputSchema: Shape = tool.output;
  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema,
      outputSchema,
      annotations: {
        readOnlyHint: tool.readOnly,
        idempotentHint: tool.readOnly,
        openWorldHint: false,
      },
    },
    (input: unknown): CallToolResult => {
      try {
        const { text, value } = tool.run(context, input as Fields<Input>);
        return { content: [{ type: 'text' as const, text }], structuredContent: { ...value } };
      } catch (error) {
        if (!(error instanceof AgentTuiError)) throw error;
        const text = `${error.message}\n${error.hint}`;
        return { content: [{ type: 'text' as const, text }], isError: true };
      }
    },
  );
}

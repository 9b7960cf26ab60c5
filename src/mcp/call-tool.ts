import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { AgentTuiError } from '../engine/index.ts';
import type { AnyTool, ToolContext } from './tool.ts';

const issuesShownMax = 3;

/**
 * Calls a tool with what a client sent. What the caller can do something about, wrong input and expected failures alike, is
 * a result with `isError` that says what to do, so that a model reads it; a bug is thrown.
 */
export async function callTool(
  tool: AnyTool,
  context: ToolContext,
  input: unknown,
): Promise<CallToolResult> {
  const read = inputOf(tool).safeParse(input ?? {});
  if (!read.success) return refusal(wrongInput(tool, read.error));
  try {
    const { text, value } = await tool.run(context, read.data as never);
    return { content: [{ type: 'text', text }], structuredContent: { ...value } };
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    return refusal(`${error.message}\n${error.hint}`);
  }
}

/** Made once for each tool: a schema is compiled when it first reads, which takes longer than most calls. */
const inputs = new WeakMap<AnyTool, z.ZodObject>();

function inputOf(tool: AnyTool): z.ZodObject {
  const known = inputs.get(tool) ?? z.strictObject(tool.input);
  inputs.set(tool, known);
  return known;
}

/** A result that says what failed and what to do. */
export function refusal(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

function wrongInput(tool: AnyTool, error: z.ZodError): string {
  const issues = error.issues.slice(0, issuesShownMax).map(({ path, message }) => {
    const place = path.length === 0 ? 'the input' : path.map(String).join('.');
    return `${place}: ${message}`;
  });
  const fields = Object.keys(tool.input);
  const takes = fields.length === 0 ? 'takes nothing' : `takes ${fields.join(', ')}`;
  return `wrong input of ${tool.name}: ${issues.join('; ')}\n${tool.name} ${takes}; tools/list has its schema`;
}

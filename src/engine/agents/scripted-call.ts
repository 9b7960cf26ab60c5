import { z } from 'zod';

/** A tool to call, as `server/tool`, and what with. */
export interface ScriptedCall {
  readonly call: string;
  readonly with?: Readonly<Record<string, unknown>> | undefined;
}

/** What a call came to. */
export interface CallEnd {
  readonly isError: boolean;
  readonly text: string;
}

const env = z.object({ AGENT_TUI_MCP_URL: z.string(), AGENT_TUI_MCP_TOKEN: z.string() });
const answer = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.looseObject({ text: z.string().optional() })),
});
const callDurationMsMax = 15 * 60_000;

/** Calls a tool as any agent does: with the official client, and the token of its own environment. */
export async function callScripted({ call, with: input }: ScriptedCall): Promise<CallEnd> {
  const found = env.safeParse(process.env);
  if (!found.success) throw new Error('nobody serves tools here');
  const { AGENT_TUI_MCP_URL: baseUrl, AGENT_TUI_MCP_TOKEN: token } = found.data;
  const [server = '', name = ''] = call.split('/');
  // Loaded only by scripts that call: most do not, and begin sooner without.
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StreamableHTTPClientTransport } =
    await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const client = new Client({ name: 'scripted', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  const transport = new StreamableHTTPClientTransport(new URL(`${baseUrl}/${server}`), {
    requestInit,
  });
  await client.connect(transport);
  try {
    const result = answer.parse(
      await client.callTool({ name, arguments: { ...input } }, undefined, {
        timeout: callDurationMsMax,
      }),
    );
    const text = result.content.map((part) => part.text ?? '').join('\n');
    return { isError: result.isError === true, text };
  } finally {
    await client.close();
  }
}

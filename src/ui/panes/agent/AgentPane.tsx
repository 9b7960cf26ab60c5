import { Frame } from '../../components/Frame.tsx';
import { Rows } from '../../components/Rows.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { agentRowLines, agentView, isAgentFocused } from './agent-view.ts';

/** The frame around the log of one agent. */
export function AgentPane(props: {
  readonly agent: string;
  readonly size: PaneSize;
  readonly hasLog: boolean;
}) {
  const view = useView(
    (state, glyphs) => agentView(state, glyphs, props),
    (state) => [state.view, state.now, isAgentFocused(state, props.agent)],
  );
  return <Frame view={view} size={props.size} />;
}

/** The agents that have no pane on this page. */
export function AgentRows(props: {
  readonly agents: readonly string[];
  readonly hidden: number;
  readonly size: PaneSize;
}) {
  const { agents, hidden, size } = props;
  const lines = useView((state, glyphs) =>
    agentRowLines(state, glyphs, { agents, hidden, width: size.width }),
  );
  return <Rows lines={lines} />;
}

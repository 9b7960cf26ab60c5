import type { ReactElement } from 'react';
import type { PaneSize } from '../components/frame.ts';
import { AgentPane, AgentRows } from './agent/AgentPane.tsx';
import { CheckpointsPane } from './checkpoints/CheckpointsPane.tsx';
import { DetailsPane } from './details/DetailsPane.tsx';
import { DialogPane } from './dialog/DialogPane.tsx';
import { FeaturesPane } from './features/FeaturesPane.tsx';
import { FormPane } from './form/FormPane.tsx';
import { GatekeeperPane } from './gatekeeper/GatekeeperPane.tsx';
import { BannerPane, HeaderPane } from './header/HeaderPane.tsx';
import { HelpPane } from './help/HelpPane.tsx';
import { KeyLinePane } from './key-line/KeyLinePane.tsx';
import { LogPane } from './log/LogPane.tsx';
import { PalettePane } from './palette/PalettePane.tsx';
import { SizeNoticePane } from './size-notice/SizeNoticePane.tsx';
import { StatsPane } from './stats/StatsPane.tsx';

/** What a pane may be told beside the state; most need nothing of it. */
export interface PaneProps {
  readonly size: PaneSize;
  /** The agent of an agent's pane. */
  readonly agent: string;
  /** Whether there are lines that a text surface paints into the pane. */
  readonly hasLog: boolean;
  /** The agents that stand as rows, and how many more there are. */
  readonly agents: readonly string[];
  readonly hidden: number;
}

/** Every pane by its name. */
export const panes = {
  header: HeaderPane,
  banner: BannerPane,
  'key-line': KeyLinePane,
  features: FeaturesPane,
  agent: AgentPane,
  'agent-rows': AgentRows,
  gatekeeper: GatekeeperPane,
  log: LogPane,
  checkpoints: CheckpointsPane,
  details: DetailsPane,
  stats: StatsPane,
  help: HelpPane,
  palette: PalettePane,
  dialog: DialogPane,
  form: FormPane,
  'size-notice': SizeNoticePane,
} as const satisfies Record<string, (props: PaneProps) => ReactElement>;

export type PaneName = keyof typeof panes;

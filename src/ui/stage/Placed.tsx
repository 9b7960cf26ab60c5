import { UiContext } from '../components/ui-context.ts';
import type { Ui } from '../components/ui-context.ts';
import { panes } from '../panes/index.ts';
import { useRegionSize } from '../screen/index.ts';
import type { Placement } from './placements.ts';

/** A pane in a region of its own, drawn as large as the region is. */
export function Placed(props: {
  readonly ui: Ui;
  readonly placement: Extract<Placement, { kind: 'pane' }>;
}) {
  const { ui, placement } = props;
  const { pane, agent, hasLog, agents, hidden } = placement;
  const size = useRegionSize();
  const Pane = panes[pane];
  return (
    <UiContext value={ui}>
      <Pane size={size} agent={agent} hasLog={hasLog} agents={agents} hidden={hidden} />
    </UiContext>
  );
}

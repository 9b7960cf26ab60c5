import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { gatekeeperRows, gatekeeperView } from './gatekeeper-view.ts';

/** The gatekeeper's work and its history. */
export function GatekeeperPane({ size }: { readonly size: PaneSize }) {
  const rows = useView(
    (state, glyphs) => gatekeeperRows(state, glyphs, size),
    (state) => [state.view, state.now, state.verdictsTop],
  );
  const view = useView(
    (state, glyphs) => gatekeeperView(state, glyphs, rows),
    (state) => {
      const { view: seen, now, focus, layers, verdictsTop, selectedVerdict } = state;
      return [seen, now, focus === 'gatekeeper', layers.length === 0, verdictsTop, selectedVerdict];
    },
  );
  return <Frame view={view} size={size} />;
}

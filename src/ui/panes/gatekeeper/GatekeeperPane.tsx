import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { gatekeeperView } from './gatekeeper-view.ts';

/** The gatekeeper's work and its history. */
export function GatekeeperPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => gatekeeperView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

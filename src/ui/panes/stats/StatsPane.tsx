import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { statsView } from './stats-view.ts';

/** What landed with which model, and what it cost. */
export function StatsPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => statsView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

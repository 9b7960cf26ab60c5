import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { checkpointsView } from './checkpoints-view.ts';

/** The kept states of one feature's work. */
export function CheckpointsPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => checkpointsView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

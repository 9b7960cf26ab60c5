import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { paletteView } from './palette-view.ts';

/** Every action by name. */
export function PalettePane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => paletteView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

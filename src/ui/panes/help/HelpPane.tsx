import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { helpView } from './help-view.ts';

/** The keys that work here and now. */
export function HelpPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => helpView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

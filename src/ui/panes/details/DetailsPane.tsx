import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { detailsView } from './details-view.ts';

/** Everything known about a feature or a verdict. */
export function DetailsPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => detailsView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { featuresView } from './features-view.ts';

/** What was asked for and how far it is. */
export function FeaturesPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => featuresView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

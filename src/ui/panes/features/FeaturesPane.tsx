import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { featureRows, featuresView } from './features-view.ts';

/** What was asked for and how far it is. */
export function FeaturesPane({ size }: { readonly size: PaneSize }) {
  const rows = useView(
    (state, glyphs) => featureRows(state, glyphs, size),
    (state) => [state.view, state.now, state.featuresTop],
  );
  const view = useView(
    (state, glyphs) => featuresView(state, glyphs, { size, rows }),
    (state) => {
      const { view: seen, focus, layers, featuresTop, selectedFeature } = state;
      return [seen, focus === 'features', layers.length === 0, featuresTop, selectedFeature];
    },
  );
  return <Frame view={view} size={size} />;
}

import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { formView } from './form-view.ts';

/** The form for a feature. */
export function FormPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state, glyphs) => formView(state, glyphs, size));
  return <Frame view={view} size={size} />;
}

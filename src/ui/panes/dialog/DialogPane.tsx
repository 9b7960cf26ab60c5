import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { dialogView } from './dialog-view.ts';

/** The second look before something is lost. */
export function DialogPane({ size }: { readonly size: PaneSize }) {
  const view = useView((state) => dialogView(state));
  return <Frame view={view} size={size} />;
}

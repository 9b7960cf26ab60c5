import { Rows } from '../../components/Rows.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { keyLine } from './key-line-view.ts';

/** The keys of the screen in front; or one line about what a key did. */
export function KeyLinePane({ size }: { readonly size: PaneSize }) {
  const line = useView((state, glyphs) => keyLine(state, glyphs, size.width));
  return <Rows lines={[line]} />;
}

import { Rows } from '../../components/Rows.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { bannerLine } from './banner-view.ts';
import { headerLine } from './header-view.ts';

/** The first line of the screen. */
export function HeaderPane({ size }: { readonly size: PaneSize }) {
  const line = useView(
    (state, glyphs) => headerLine(state, glyphs, size.width),
    (state) => [state.view, state.now],
  );
  return <Rows lines={[line]} />;
}

/** The line under it, there only while a condition needs the person. */
export function BannerPane({ size }: { readonly size: PaneSize }) {
  const line = useView((state) => bannerLine(state, size.width));
  return <Rows lines={[line]} />;
}

import { Frame } from '../../components/Frame.tsx';
import type { PaneSize } from '../../components/frame.ts';
import { useView } from '../../components/ui-context.ts';
import { logView } from './log-view.ts';

/** The whole log of one agent. */
export function LogPane(props: { readonly size: PaneSize; readonly hasLog: boolean }) {
  const view = useView((state, glyphs) => logView(state, glyphs, props));
  return <Frame view={view} size={props.size} />;
}

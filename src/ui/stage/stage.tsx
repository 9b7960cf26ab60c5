import { isSame } from '../components/is-same.ts';
import type { Ui } from '../components/ui-context.ts';
import type { LogBook } from '../logs/log-book.ts';
import type { Region, Screen, TextSurface } from '../screen/index.ts';
import { sgrOf } from '../theme.ts';
import { Placed } from './Placed.tsx';
import { placementsOf } from './placements.ts';
import type { Placement } from './placements.ts';

type PanePlacement = Extract<Placement, { kind: 'pane' }>;
type LinesPlacement = Extract<Placement, { kind: 'lines' }>;

type Standing =
  | { readonly kind: 'pane'; readonly layer: Region; placement: PanePlacement }
  | { readonly kind: 'lines'; readonly layer: TextSurface; placement: LinesPlacement };

/** Keeps what stands on the screen equal to what the state asks for. */
export interface Stage {
  /** Compares and changes what differs. */
  readonly arrange: () => void;
  /** The lines of the log screen, while it is open. */
  readonly log: () => TextSurface | undefined;
}

/** A stage on a screen; panes are drawn from the store, lines from the log book. */
export function createStage(screen: Screen, ui: Ui, book: LogBook): Stage {
  const standing = new Map<string, Standing>();
  return {
    arrange() {
      const wanted = placementsOf(ui.store.state(), (agent) => {
        book.buffer(agent);
        return book.hasLines(agent);
      });
      const keys = new Set(wanted.map((placement) => placement.key));
      for (const [key, stands] of standing) {
        if (!keys.has(key)) remove(standing, key, stands);
      }
      for (const placement of wanted) {
        const stands = standing.get(placement.key);
        if (stands === undefined)
          standing.set(placement.key, build(screen, { ui, book }, placement));
        else change(stands, placement, { ui, book });
      }
    },
    log() {
      const stands = standing.get('log-lines');
      return stands?.kind === 'lines' ? stands.layer : undefined;
    },
  };
}

/** What lies under a full screen is only hidden; overlays and the log screen's lines are made anew each time. */
function remove(standing: Map<string, Standing>, key: string, stands: Standing): void {
  const isLasting = stands.placement.z < 10 && stands.placement.key !== 'banner';
  if (isLasting) {
    stands.layer.hide();
    return;
  }
  stands.layer.dispose();
  standing.delete(key);
}

interface Means {
  readonly ui: Ui;
  readonly book: LogBook;
}

function build(screen: Screen, means: Means, placement: Placement): Standing {
  const { rect, z, isFocused } = placement;
  if (placement.kind === 'pane') {
    const element = <Placed ui={means.ui} placement={placement} />;
    const layer = screen.region({ rect, z, element });
    layer.setFocused(isFocused);
    return { kind: 'pane', layer, placement };
  }
  const { theme } = means.ui;
  const layer = screen.surface({
    rect,
    z,
    buffer: means.book.buffer(placement.agent),
    wrap: placement.wrap,
    follow: true,
    styles: {
      match: `\u001B[${sgrOf(theme, { token: 'attention' }) || '4'}m`,
      currentMatch: '\u001B[1;7m',
    },
  });
  layer.setLeft(placement.left);
  layer.setFocused(isFocused);
  return { kind: 'lines', layer, placement };
}

function change(stands: Standing, placement: Placement, means: Means): void {
  const before = stands.placement;
  stands.layer.show();
  if (isSame(before, placement)) return;
  if (!isSame(before.rect, placement.rect)) stands.layer.setRect(placement.rect);
  if (before.z !== placement.z) stands.layer.setZ(placement.z);
  if (before.isFocused !== placement.isFocused) stands.layer.setFocused(placement.isFocused);
  if (stands.kind === 'pane' && placement.kind === 'pane') {
    stands.placement = placement;
    // Place and focus are the layer's and the store's: only other props need a new element.
    if (isSame(propsOf(stands.placement), propsOf(before))) return;
    stands.layer.rerender(<Placed ui={means.ui} placement={placement} />);
  }
  if (stands.kind === 'lines' && placement.kind === 'lines') {
    changeLines(stands, placement, means.book);
  }
}

function propsOf(placement: Placement) {
  if (placement.kind === 'lines') return null;
  const { agent, hasLog, agents, hidden } = placement;
  return { agent, hasLog, agents, hidden };
}

function changeLines(
  stands: Extract<Standing, { kind: 'lines' }>,
  placement: LinesPlacement,
  book: LogBook,
): void {
  if (stands.placement.agent !== placement.agent) {
    stands.layer.setBuffer(book.buffer(placement.agent));
    stands.layer.setFollow(true);
  }
  if (stands.placement.left !== placement.left) stands.layer.setLeft(placement.left);
  if (stands.placement.wrap !== placement.wrap) stands.layer.setWrap(placement.wrap);
  stands.placement = placement;
}

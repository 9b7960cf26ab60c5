/** A rectangle of terminal cells; x and y count from 0 at the top left. Parts outside the screen are not painted. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something on the screen with a place of its own. A higher z covers a lower one; of equals the later one covers. */
export interface Layer {
  readonly rect: Rect;
  readonly visible: boolean;
  setRect(rect: Rect): void;
  setZ(z: number): void;
  show(): void;
  hide(): void;
  /** A focused layer is painted up to 30 times a second, any other up to 10 times. */
  setFocused(focused: boolean): void;
  /** Removes it from the screen for good; what it covered is painted again. */
  dispose(): void;
}

/** True when two rectangles are the same cells. */
export function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

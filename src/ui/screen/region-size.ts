import { createContext, useContext } from 'react';

/** Size of the region a component is painted in. */
export const RegionSize = createContext({ width: 80, height: 24 });

/** Width and height of the region around this component, in cells. */
export function useRegionSize(): { readonly width: number; readonly height: number } {
  return useContext(RegionSize);
}

import { fit, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { UiState } from '../../store/state.ts';

/** What needs the person, in one sentence. */
export function bannerLine(state: UiState, width: number): Line {
  return fit([span(` ! ${state.view?.banner ?? ''}`, { token: 'attention' })], width);
}

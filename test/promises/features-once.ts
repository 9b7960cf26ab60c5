import { repeated, text, type Left } from './left.ts';
import { firstParents } from './main-green.ts';

/** I2: no feature is lost, and each is merged exactly once. */
export function featuresOnce(left: Left): string[] {
  const { asked, base, gate } = left;
  const breaches: string[] = [];
  const features = left.rows('SELECT id, name, state, merged_as, last_error FROM features');
  const names = features.map((row) => text(row, 'name')).sort();
  if (names.join() !== [...asked].sort().join()) {
    breaches.push(`asked for were ${asked.join(', ')}; there are ${names.join(', ')}`);
  }
  const main = gate('rev-parse', 'refs/heads/main');
  const commits = firstParents(left, base, main);
  const subjects = commits.map((commit) => gate('log', '-1', '--format=%s', commit));
  for (const row of features) {
    const [id, name, state] = [text(row, 'id'), text(row, 'name'), text(row, 'state')];
    if (state !== 'merged') {
      breaches.push(`${name} is ${state}: ${text(row, 'last_error')}`);
      continue;
    }
    const merges = subjects.filter((subject) => subject === `Merge feature #${id}: ${name}`);
    if (merges.length !== 1) breaches.push(`${name} is on main ${String(merges.length)} times`);
    if (!commits.includes(text(row, 'merged_as'))) {
      breaches.push(
        `${name} is said to be merged as ${text(row, 'merged_as')}, which main never was`,
      );
    }
  }
  const told = left.rows("SELECT feature_id FROM events WHERE type = 'feature:merged'");
  const twice = repeated(told.map((row) => text(row, 'feature_id')));
  return [...breaches, ...twice.map((id) => `feature ${id} was told to be merged twice`)];
}

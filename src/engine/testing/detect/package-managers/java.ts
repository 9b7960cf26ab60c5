import type { FileRow, PackagePlace } from './package-place.ts';
import { managerByFile, upwards } from './package-place.ts';

const gradle = /^(?:build|settings)\.gradle(?:\.kts)?$/u;

const rows: readonly FileRow[] = [
  [/^pom\.xml$/u, 'maven'],
  [gradle, 'gradle'],
  [/^build\.sbt$/u, 'sbt'],
  [/^build\.(?:mill|sc)$/u, 'mill'],
  [/^(?:MODULE\.bazel|WORKSPACE(?:\.bazel)?)$/u, 'bazel'],
  [/^build\.xml$/u, 'ant'],
];

/** The build tool of the nearest directory that has one. Of Maven and Gradle, the one that brings its wrapper. */
export function javaManager(place: PackagePlace): string | null {
  const found = managerByFile(place, rows);
  if (found !== 'maven') return found;
  for (const dir of upwards(place.root)) {
    const files = place.index.filesIn(dir);
    if (files.includes('mvnw')) return 'maven';
    if (files.includes('gradlew') && files.some((base) => gradle.test(base))) return 'gradle';
  }
  return 'maven';
}

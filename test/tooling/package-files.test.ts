import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');

interface LockedPackage {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

describe('package-lock.json', () => {
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockedPackage> };
  const installed = Object.entries(packages).filter(([path]) => path !== '');

  test('names no registry, so that it installs from any', () => {
    const named = installed.filter(([, { resolved }]) => resolved !== undefined);
    expect(named.map(([path]) => path)).toEqual([]);
    const hosts = [...lock.matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host ?? '');
    expect(
      hosts.filter((host) => /registry|npmjs|artifactory|nexus|^localhost|\d+\.\d+/.test(host)),
    ).toEqual([]);
  });

  test('pins the content of every package', () => {
    expect(installed.length).toBeGreaterThan(50);
    const unpinned = installed.filter(([, { integrity, link }]) => !integrity && !link);
    expect(unpinned.map(([path]) => path)).toEqual([]);
  });
});

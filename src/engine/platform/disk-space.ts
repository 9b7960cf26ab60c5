import { statfsSync } from 'node:fs';
import type { DiskSpace } from '../model/disk.ts';
import { fixedLimits } from '../model/limits.ts';
import { runCommand } from './commands.ts';

/** What is free on the file system of a directory. It answers from memory: state lives on a disk of this machine. */
export function spaceUnder(dir: string): DiskSpace {
  const { bavail, bsize, files, ffree } = statfsSync(dir);
  return { freeBytes: bavail * bsize, freeFiles: files === 0 ? null : ffree };
}

/**
 * What a directory takes, every file in it counted once; null when that could not be found out in time. Another program
 * counts, so that a large tree costs this one nothing; files that vanish meanwhile are no failure.
 */
export async function bytesUnder(dir: string): Promise<number | null> {
  const { stdout } = await runCommand({
    argv: ['nice', '-n', '10', 'du', '-s', '-k', '-x', dir],
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    timeLimitMs: fixedLimits.measureDurationMsMax,
  });
  const kilobytes = /^(\d+)\s/.exec(stdout)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** File systems of other machines, by the magic number that Linux gives them. */
const networkFileSystems: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB2',
  0x01021997: '9p',
  0x5346414f: 'AFS',
  0x6b414653: 'AFS',
  0x00c36400: 'Ceph',
  0x73757245: 'Coda',
  0x0bd00bd0: 'Lustre',
  0x47504653: 'GPFS',
  0x013111a8: 'IBRIX',
  0x7461636f: 'OCFS2',
  0x01161970: 'GFS2',
};

/** The name of a network file system by its type; null for every other one. PURE. */
export function networkFileSystem(type: number): string | null {
  // Some types are negative where a signed word holds them.
  return networkFileSystems[type >>> 0] ?? null;
}

/** The network file system that a directory is on; null when it is on a disk of this machine, or that is not known. */
export function networkUnder(dir: string): string | null {
  // The numbers are those of Linux.
  return process.platform === 'linux' ? networkFileSystem(statfsSync(dir).type) : null;
}

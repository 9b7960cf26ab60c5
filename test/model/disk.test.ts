import { describe, expect, it, test } from 'vitest';
import { byteWords, isShort, lackWords, neededBytes } from '../../src/engine/model/disk.ts';
import { networkFileSystem } from '../../src/engine/platform/disk-space.ts';

describe('room on a disk', () => {
  test.each<[string, number, number | null, boolean, boolean]>([
    ['enough of it', 1000, null, false, false],
    ['a byte too little', 999, null, false, true],
    ['as much as is needed, after it was short: not yet enough', 1000, null, true, true],
    ['a tenth more, after it was short: enough', 1100, null, true, false],
    ['bytes but no more files', 99_999, 3, false, true],
    ['bytes and files', 99_999, 5000, false, false],
  ])('%s', (_case, freeBytes, freeFiles, wasShort, expected) => {
    expect(isShort({ freeBytes, freeFiles }, { freeBytesMin: 1000, wasShort })).toBe(expected);
  });

  it('that is needed is said as it is measured', () => {
    expect(neededBytes(1000, false)).toBe(1000);
    expect(neededBytes(1000, true)).toBe(1100);
  });
});

test.each<[number, number | null, string]>([
  [999, null, '999 B free, 1 kB needed'],
  [999, 3, '999 B free, 1 kB needed'],
  [99_999, 3, 'room for 3 files, 1000 needed'],
])('%d bytes and %s files are not enough: %s', (freeBytes, freeFiles, words) => {
  expect(lackWords({ freeBytes, freeFiles }, 1000)).toBe(words);
});

test.each<[number, string]>([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [999_999, '1 MB'],
  [1_500_000, '1.5 MB'],
  [536_870_912, '537 MB'],
  [12_345_678_901, '12 GB'],
  [4.2e15, '4200 TB'],
])('%d bytes are called %s', (bytes, words) => {
  expect(byteWords(bytes)).toBe(words);
});

test.each<[string, number, string | null]>([
  ['ext4', 0xef53, null],
  ['tmpfs', 0x01021994, null],
  ['btrfs', 0x9123683e, null],
  ['overlay', 0x794c7630, null],
  ['a disk in user space', 0x65735546, null],
  ['NFS', 0x6969, 'NFS'],
  ['SMB2', 0xfe534d42, 'SMB2'],
  ['SMB2 as a signed number', 0xfe534d42 | 0, 'SMB2'],
  ['9p', 0x01021997, '9p'],
])('%s is told from the file systems of other machines', (_name, type, expected) => {
  expect(networkFileSystem(type)).toBe(expected);
});

import { textCase } from '../text-case.ts';

/** Urchin, whose tests are programs. */
export const urchinCase = textCase({
  framework: 'urchin',
  debian: [],
  npm: ['urchin@0.0.5'],
  version: [],
  files: { 'package.json': '{"name": "sums", "scripts": {"test": "urchin test"}}\n' },
  file: 'test/adds',
  green: '#!/bin/sh\nexit 0\n',
  greenCounts: [1, 0, 0],
  red: '#!/bin/sh\necho two is not three; exit 1\n',
  redCounts: [0, 1, 0],
  failing: { name: 'adds' },
  zero: { 'test/readme.txt': 'nothing\n' },
  broken: '#!/bin/sh\nif (\n',
  hang: '#!/bin/sh\nwhile :; do sleep 1; done\n',
  daemon: '#!/bin/sh\nsetsid sleep 300 >/dev/null 2>&1 &\nexit 0\n',
  generated: null,
  without: { generated: 'a test is a program, for which there is no template' },
  leaves: /\.urchin/u,
});

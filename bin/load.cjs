'use strict';

// Apart from the launcher because a Node that is too old cannot even read this line.
process.argv[1] = require('node:path').join(__dirname, 'agent-tui.cjs');
import('../dist/cli.js');

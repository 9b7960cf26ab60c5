'use strict';

// The program as the child of bin/parent.cjs, which holds the other end of this pipe. When that closes, nobody is left to
// pass signals on and to give the terminal back: it is as if the terminal had been closed, and the run ends in good order.
const { Socket } = require('node:net');

new Socket({ fd: 3 })
  .on('error', () => undefined)
  .on('close', () => process.kill(process.pid, 'SIGHUP'))
  .resume()
  .unref();

require('./load.cjs');
